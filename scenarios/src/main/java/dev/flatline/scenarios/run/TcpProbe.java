package dev.flatline.scenarios.run;

import dev.flatline.scenarios.replica.ReplicaSockets;
import dev.flatline.wire.tcp.TcpCounters;
import dev.flatline.wire.tcp.TcpReading;
import dev.flatline.wire.tcp.TcpSides;
import dev.flatline.wire.tcp.TcpSockets;
import dev.flatline.wire.tcp.TcpState;
import dev.flatline.wire.tcp.TcpStates;
import dev.flatline.wire.tcp.TcpTotals;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sockets of the clients and of the server by state, and what the kernel counted since the start: the latter of everybody in
 * this network namespace.
 */
final class TcpProbe implements HealthProbe {

    private static final String ELSEWHERE = "the server is on another machine: nobody sees its sockets";
    private static final Set<TcpState> SHOWN = EnumSet.complementOf(EnumSet.of(TcpState.CLOSE, TcpState.LISTEN));

    private final TcpStates states;
    private final Supplier<Ports> ports;
    private final Optional<ReplicaSockets> apart;
    private final TcpReading<TcpCounters> atStart;

    /**
     * The ports of a run.
     *
     * @param server that the server listens on; none if it is elsewhere
     * @param client that clients connect to: those of the proxies, if there are any
     */
    record Ports(Set<Integer> server, Set<Integer> client) {}

    /**
     * Takes what was counted by now for the start.
     *
     * @param apart the sockets of servers that have network namespaces of their own
     */
    TcpProbe(TcpStates states, Supplier<Ports> ports, Optional<ReplicaSockets> apart) {
        this.states = states;
        this.ports = ports;
        this.apart = apart;
        this.atStart = states.counters();
    }

    @Override
    public void look(Sheet sheet, long sinceLastNanos) {
        sockets(sheet);
        TcpReading<TcpTotals> totals = states.totals();
        totals.value()
                .ifPresentOrElse(
                        known -> sheet.gauge("tcp.orphans", (double) known.orphans()),
                        () -> sheet.absent("tcp.orphans", totals.reason()));
        TcpReading<TcpCounters> now = states.counters();
        counted(sheet, "tcp.listen_overflows", now, TcpCounters::listenOverflows);
        counted(sheet, "tcp.listen_drops", now, TcpCounters::listenDrops);
        counted(sheet, "tcp.syn_drops", now, TcpCounters::requestQueueDrops);
        counted(sheet, "tcp.syn_cookies", now, TcpCounters::requestQueueCookies);
        counted(sheet, "tcp.retransmits", now, TcpCounters::retransmittedSegments);
    }

    private void sockets(Sheet sheet) {
        Ports seen = ports.get();
        TcpReading<TcpSides> sides = states.sides(seen.server(), seen.client());
        TcpReading<TcpSockets> server = server(seen, sides);
        side(sheet, "tcp.client.", sides.map(TcpSides::client));
        side(sheet, "tcp.server.", server);
        server.value()
                .ifPresentOrElse(
                        sockets -> sheet.gauge("tcp.accept_queue", (double) sockets.acceptQueue()),
                        () -> sheet.absent("tcp.accept_queue", server.reason()));
    }

    private TcpReading<TcpSockets> server(Ports seen, TcpReading<TcpSides> here) {
        if (apart.isPresent()) {
            return apart.get().read();
        }
        return seen.server().isEmpty() ? TcpReading.unknown(ELSEWHERE) : here.map(TcpSides::server);
    }

    private static void side(Sheet sheet, String prefix, TcpReading<TcpSockets> sockets) {
        for (TcpState state : SHOWN) {
            sockets.value()
                    .ifPresentOrElse(
                            known -> sheet.gauge(prefix + state.label(), known.count(state)),
                            () -> sheet.absent(prefix + state.label(), sockets.reason()));
        }
    }

    private void counted(
            Sheet sheet, String name, TcpReading<TcpCounters> now, Function<TcpCounters, OptionalLong> counter) {
        OptionalLong before = atStart.value().map(counter).orElse(OptionalLong.empty());
        OptionalLong after = now.value().map(counter).orElse(OptionalLong.empty());
        if (before.isPresent() && after.isPresent()) {
            sheet.count(name, after.getAsLong() - before.getAsLong());
        } else {
            sheet.absent(name, now.value().isPresent() ? "this kernel does not count it" : now.reason());
        }
    }
}
