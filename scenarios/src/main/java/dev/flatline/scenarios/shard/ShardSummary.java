package dev.flatline.scenarios.shard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process says when it is stopped.
 *
 * @param network what the faults of the network ran into
 * @param waitedNanos how long its event loops waited for the parent to take their events
 * @param failures what went wrong inside it, in words
 */
public record ShardSummary(NetworkLimits network, long waitedNanos, List<String> failures) {

    private static final int MOST_CHARS = 2_000;

    /** Copies the list. */
    public ShardSummary {
        failures = List.copyOf(failures);
    }

    void write(DataOutputStream out) throws IOException {
        network.write(out);
        out.writeLong(waitedNanos);
        out.writeInt(failures.size());
        for (String failure : failures) {
            out.writeUTF(failure.substring(0, Math.min(failure.length(), MOST_CHARS)));
        }
    }

    static ShardSummary read(DataInputStream in) throws IOException {
        NetworkLimits network = NetworkLimits.read(in);
        long waitedNanos = in.readLong();
        List<String> failures = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            failures.add(in.readUTF());
        }
        return new ShardSummary(network, waitedNanos, failures);
    }
}
