package dev.flatline.chaos.replica;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a container may use; empty is without a limit.
 *
 * @param cpus processors' time a second, such as 0.5
 * @param memoryBytes memory, swap included
 * @param pids processes and threads
 */
public record ReplicaLimits(OptionalDouble cpus, OptionalLong memoryBytes, OptionalInt pids) {

    /** No limits. */
    public static final ReplicaLimits NONE =
            new ReplicaLimits(OptionalDouble.empty(), OptionalLong.empty(), OptionalInt.empty());
}
