package dev.flatline.scenarios.run;

import dev.flatline.scenarios.replica.ReplicaTcp;
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
 * this network namespace and in those of the servers.
 */
final class TcpProbe implements HealthProbe {

    private static final String ELSEWHERE = "the server is on another machine: nobody sees its sockets";
    private static final Set<TcpState> SHOWN = EnumSet.complementOf(EnumSet.of(TcpState.CLOSE, TcpState.LISTEN));

    private final TcpStates states;
    private final Supplier<Ports> ports;
    private final Optional<ReplicaTcp> apart;
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
     * @param apart TCP's side of servers that have network namespaces of their own
     */
    TcpProbe(TcpStates states, Supplier<Ports> ports, Optional<ReplicaTcp> apart) {
        this.states = states;
        this.ports = ports;
        this.apart = apart;
        this.atStart = states.counters();
        apart.ifPresent(ReplicaTcp::look);
    }

    @Override
    public void look(Sheet sheet, long sinceLastNanos) {
        Optional<ReplicaTcp.Seen> there = apart.map(ReplicaTcp::look);
        Ports seen = ports.get();
        TcpReading<TcpSides> here = states.sides(seen.server(), seen.client());
        side(sheet, "tcp.client.", here.map(TcpSides::client));
        server(
                sheet,
                there.map(ReplicaTcp.Seen::sockets)
                        .orElseGet(() ->
                                seen.server().isEmpty() ? TcpReading.unknown(ELSEWHERE) : here.map(TcpSides::server)));
        TcpReading<TcpTotals> totals = states.totals();
        totals.value()
                .ifPresentOrElse(
                        known -> sheet.gauge("tcp.orphans", (double) known.orphans()),
                        () -> sheet.absent("tcp.orphans", totals.reason()));
        TcpReading<TcpCounters> counted = sinceStart()
                .map(counters ->
                        there.map(ReplicaTcp.Seen::counted).map(counters::plus).orElse(counters));
        counted(sheet, "tcp.listen_overflows", counted, TcpCounters::listenOverflows);
        counted(sheet, "tcp.listen_drops", counted, TcpCounters::listenDrops);
        counted(sheet, "tcp.syn_drops", counted, TcpCounters::requestQueueDrops);
        counted(sheet, "tcp.syn_cookies", counted, TcpCounters::requestQueueCookies);
        counted(sheet, "tcp.retransmits", counted, TcpCounters::retransmittedSegments);
    }

    private static void server(Sheet sheet, TcpReading<TcpSockets> server) {
        side(sheet, "tcp.server.", server);
        server.value()
                .ifPresentOrElse(
                        sockets -> sheet.gauge("tcp.accept_queue", (double) sockets.acceptQueue()),
                        () -> sheet.absent("tcp.accept_queue", server.reason()));
    }

    private static void side(Sheet sheet, String prefix, TcpReading<TcpSockets> sockets) {
        for (TcpState state : SHOWN) {
            sockets.value()
                    .ifPresentOrElse(
                            known -> sheet.gauge(prefix + state.label(), known.count(state)),
                            () -> sheet.absent(prefix + state.label(), sockets.reason()));
        }
    }

    /** In this namespace. */
    private TcpReading<TcpCounters> sinceStart() {
        TcpReading<TcpCounters> now = states.counters();
        return atStart.value().isEmpty()
                ? atStart
                : now.map(counters -> counters.since(atStart.value().get()));
    }

    private static void counted(
            Sheet sheet, String name, TcpReading<TcpCounters> counted, Function<TcpCounters, OptionalLong> counter) {
        OptionalLong count = counted.value().map(counter).orElse(OptionalLong.empty());
        if (count.isPresent()) {
            sheet.count(name, count.getAsLong());
        } else {
            sheet.absent(name, counted.value().isPresent() ? "this kernel does not count it" : counted.reason());
        }
    }
}
