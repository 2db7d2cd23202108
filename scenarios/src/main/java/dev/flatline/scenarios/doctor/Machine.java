package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/**
 * The limits of a machine that a run can meet. What could not be found out is empty.
 *
 * @param openFilesSoft how many descriptors this process may have
 * @param openFilesHard how far {@code ulimit -n} can raise that without privileges
 * @param openFilesUsed how many it has
 * @param firstPort first local port that the kernel gives out
 * @param lastPort last one
 * @param somaxconn longest accept queue
 * @param timeWait sockets in TIME_WAIT: each keeps a port for a minute
 * @param sockets TCP sockets in use
 * @param memoryBytes memory that is available
 * @param cores processors this process may use
 */
public record Machine(
        OptionalLong openFilesSoft,
        OptionalLong openFilesHard,
        OptionalLong openFilesUsed,
        OptionalLong firstPort,
        OptionalLong lastPort,
        OptionalLong somaxconn,
        OptionalLong timeWait,
        OptionalLong sockets,
        OptionalLong memoryBytes,
        int cores) {

    /** How many local ports the kernel gives out to one destination. */
    public OptionalLong ports() {
        return firstPort.isPresent() && lastPort.isPresent()
                ? OptionalLong.of(lastPort.getAsLong() - firstPort.getAsLong() + 1)
                : OptionalLong.empty();
    }

    /** Descriptors that a run may still take. */
    public OptionalLong openFilesFree() {
        return openFilesSoft.isPresent()
                ? OptionalLong.of(Math.max(0, openFilesSoft.getAsLong() - openFilesUsed.orElse(0)))
                : OptionalLong.empty();
    }
}
