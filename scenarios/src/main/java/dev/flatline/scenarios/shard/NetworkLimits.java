package dev.flatline.scenarios.shard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What those who do the faults of the network ran into.
 *
 * @param resourceFailures how often there was no descriptor or port left
 * @param delayedPauses how often a sender was held back because too much was on a wire
 * @param ghostOverflows connections that could not be kept open until the fault ended
 */
public record NetworkLimits(long resourceFailures, long delayedPauses, long ghostOverflows) {

    /** Nothing. */
    public static final NetworkLimits NONE = new NetworkLimits(0, 0, 0);

    /** Those of two together. */
    public NetworkLimits plus(NetworkLimits other) {
        return new NetworkLimits(
                resourceFailures + other.resourceFailures,
                delayedPauses + other.delayedPauses,
                ghostOverflows + other.ghostOverflows);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(resourceFailures);
        out.writeLong(delayedPauses);
        out.writeLong(ghostOverflows);
    }

    static NetworkLimits read(DataInputStream in) throws IOException {
        return new NetworkLimits(in.readLong(), in.readLong(), in.readLong());
    }
}
