package dev.flatline.scenarios.replica;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.wire.tcp.TcpCounters;
import dev.flatline.wire.tcp.TcpReading;
import dev.flatline.wire.tcp.TcpSockets;
import dev.flatline.wire.tcp.TcpStates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** TCP's side of servers that have network namespaces of their own, each read through a process that is in it. By one thread. */
public final class ReplicaTcp {

    private static final TcpSockets NONE = new TcpSockets(Map.of(), 0);

    private final List<Replica> replicas;
    private final int port;
    private final Path proc;
    private final Map<Integer, Counted> last = new HashMap<>();
    private TcpCounters counted = TcpCounters.ZERO;

    /**
     * What was seen of all servers that run. A namespace goes with the last process that is in it, so one that does not run has no
     * sockets, and what it counted after the look before its end is lost.
     *
     * @param sockets of the port; unknown if no server can be seen
     * @param counted by the kernel in their namespaces since the first look
     */
    public record Seen(TcpReading<TcpSockets> sockets, TcpCounters counted) {}

    /** What the namespace of a process had counted. */
    private record Counted(long pid, TcpCounters counters) {}

    /**
     * Creates one that has not looked.
     *
     * @param port that each listens on, in its namespace
     * @param proc a folder with the files of {@code /proc}
     */
    public ReplicaTcp(List<Replica> replicas, int port, Path proc) {
        this.replicas = List.copyOf(replicas);
        this.port = port;
        this.proc = proc;
    }

    /** Looks at all of them. */
    public Seen look() {
        Optional<TcpSockets> sum = Optional.empty();
        String unseen = "no server is a process of this machine that can be seen";
        for (Replica replica : replicas) {
            OptionalLong pid = replica.pid();
            if (pid.isPresent()) {
                TcpStates states = TcpStates.in(proc.resolve(Long.toString(pid.getAsLong())), TcpStates.MAX_ROWS);
                TcpReading<TcpSockets> one = states.sockets(port);
                if (one.value().isPresent()) {
                    sum = Optional.of(one.value().get().plus(sum.orElse(NONE)));
                } else {
                    unseen = one.reason();
                }
                states.counters().value().ifPresent(now -> count(replica.number(), new Counted(pid.getAsLong(), now)));
            }
        }
        return new Seen(new TcpReading<>(sum, sum.isPresent() ? "" : unseen), counted);
    }

    /** Adds what is new. A server that was started again has a new namespace, which began at 0. */
    private void count(int number, Counted now) {
        Counted before = last.put(number, now);
        if (before != null) {
            TcpCounters then = before.pid() == now.pid() ? before.counters() : TcpCounters.ZERO;
            counted = counted.plus(now.counters().since(then));
        }
    }
}
