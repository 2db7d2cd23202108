package dev.flatline.scenarios.replica;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.wire.tcp.TcpReading;
import dev.flatline.wire.tcp.TcpSockets;
import dev.flatline.wire.tcp.TcpStates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The sockets of servers that have network namespaces of their own, each read through a process that is in it. */
public final class ReplicaSockets {

    private static final TcpSockets NONE = new TcpSockets(Map.of(), 0);

    private final List<Replica> replicas;
    private final int port;
    private final Path proc;

    /**
     * Creates one that has not looked.
     *
     * @param port that each listens on, in its namespace
     * @param proc a folder with the files of {@code /proc}
     */
    public ReplicaSockets(List<Replica> replicas, int port, Path proc) {
        this.replicas = List.copyOf(replicas);
        this.port = port;
        this.proc = proc;
    }

    /**
     * Those of all that run. A namespace goes with the last process that is in it, so one that does not run has none.
     *
     * @return unknown if none of them can be seen
     */
    public TcpReading<TcpSockets> read() {
        Optional<TcpSockets> sum = Optional.empty();
        String unseen = "no server is a process of this machine that can be seen";
        for (Replica replica : replicas) {
            OptionalLong pid = replica.pid();
            if (pid.isPresent()) {
                TcpReading<TcpSockets> one = TcpStates.in(
                                proc.resolve(Long.toString(pid.getAsLong())), TcpStates.MAX_ROWS)
                        .sockets(port);
                if (one.value().isPresent()) {
                    sum = Optional.of(one.value().get().plus(sum.orElse(NONE)));
                } else {
                    unseen = one.reason();
                }
            }
        }
        return new TcpReading<>(sum, sum.isPresent() ? "" : unseen);
    }
}
