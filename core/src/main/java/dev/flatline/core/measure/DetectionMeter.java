package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import java.util.HashMap;
import java.util.Map;

/**
 * Who notices a silent death, and how long it takes. A death is a connection that a silent fault hits while it is open;
 * each side that holds it owes a notice. A side that lets the connection go, for whatever reason, has noticed. A death
 * that neither side noticed before the fault ended was none: the connection lives on.
 *
 * <p>Not thread-safe.
 */
final class DetectionMeter {

    private final MeterPlan plan;
    private final FaultState faults;
    private final ServerView server;
    private final long[] clientDeathNanos;
    private final Map<Long, Long> serverDeathNanos = new HashMap<>();
    private long stoppedUnnoticed;
    private long falseKills;

    final LatencyRecorder byClient = new LatencyRecorder("detect.client");
    final LatencyRecorder byServer = new LatencyRecorder("detect.server");

    DetectionMeter(MeterPlan plan, FaultState faults, ServerView server) {
        this.plan = plan;
        this.faults = faults;
        this.server = server;
        this.clientDeathNanos = new long[plan.clients()];
    }

    /** A silent fault hits a client. */
    void died(ScheduledFault fault, int client, boolean clientOpen, long nowNanos) {
        if (clientOpen && clientDeathNanos[client] == 0) {
            clientDeathNanos[client] = nowNanos;
            faults.of(fault).died++;
        }
        if (server.latest(client) != ServerView.NONE) {
            serverDeathNanos.putIfAbsent(server.latest(client), nowNanos);
        }
    }

    /** A silent fault let go of a client: the connection lives on if neither side has let it go. */
    void released(ScheduledFault fault, int client) {
        long held = server.latest(client);
        boolean serverHolds = plan.serverRule().isEmpty() || serverDeathNanos.containsKey(held);
        if (clientDeathNanos[client] != 0 && serverHolds && !faults.disabled(client)) {
            clientDeathNanos[client] = 0;
            serverDeathNanos.remove(held);
            faults.of(fault).survived++;
        }
    }

    void lost(int client, CloseCause cause, long nowNanos) {
        if (clientDeathNanos[client] != 0) {
            byClient.record(clientDeathNanos[client], nowNanos);
            clientDeathNanos[client] = 0;
        } else if (cause == CloseCause.HEARTBEAT_EXPIRED
                && !faults.troubled(client, nowNanos, plan.clientRule().latestExpiryNanos())) {
            falseKills++;
        }
    }

    /** Called before the {@link ServerView} forgets the connection. */
    void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        Long death = serverDeathNanos.remove(connection);
        if (death != null && cause == CloseCause.SERVER_STOPPED) {
            stoppedUnnoticed++;
        } else if (death != null) {
            byServer.record(death, nowNanos);
        } else if (cause == CloseCause.HEARTBEAT_EXPIRED && !server.isGhost(connection) && innocent(client, nowNanos)) {
            falseKills++;
        }
    }

    private boolean innocent(int client, long nowNanos) {
        return client < 0
                || client >= clientDeathNanos.length
                || !faults.troubled(
                        client, nowNanos, plan.serverRule().orElseThrow().latestExpiryNanos());
    }

    /** Deaths that a side has not noticed. */
    long missed() {
        long clients = 0;
        for (long death : clientDeathNanos) {
            clients += death != 0 ? 1 : 0;
        }
        return clients + serverDeathNanos.size() + stoppedUnnoticed;
    }

    long falseKills() {
        return falseKills;
    }
}
