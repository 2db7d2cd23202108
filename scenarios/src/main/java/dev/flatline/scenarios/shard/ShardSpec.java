package dev.flatline.scenarios.shard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What one process of a run is to do: the first thing that it is told.
 *
 * @param role what it runs
 * @param index which one of its role it is, from 0
 * @param of how many of its role there are
 * @param scenario the whole scenario, resolved, as YAML
 * @param ours whether the server is ours, so that a process of the server's restarts it
 * @param target where a fleet finds the server of ours; empty for a server, and where the scenario names targets
 * @param port where a server listens, together with the others; 0 takes any free one
 * @param clockZeroNanos what the clock of the machine showed when the parent's showed 0
 */
public record ShardSpec(
        Role role, int index, int of, String scenario, boolean ours, String target, int port, long clockZeroNanos) {

    /** What a process of a run may be. */
    public enum Role {
        FLEET,
        SERVER;

        /** The word for files and messages. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it is called: {@code fleet process 2}. */
    public String name() {
        return role.label() + " process " + (index + 1);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(role.name());
        out.writeInt(index);
        out.writeInt(of);
        byte[] text = scenario.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        out.writeBoolean(ours);
        out.writeUTF(target);
        out.writeInt(port);
        out.writeLong(clockZeroNanos);
        out.flush();
    }

    /** Reads one. */
    public static ShardSpec read(DataInputStream in) throws IOException {
        return new ShardSpec(
                Role.valueOf(in.readUTF()),
                in.readInt(),
                in.readInt(),
                new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8),
                in.readBoolean(),
                in.readUTF(),
                in.readInt(),
                in.readLong());
    }
}
