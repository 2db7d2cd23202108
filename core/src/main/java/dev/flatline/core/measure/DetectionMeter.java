package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who notices a silent death, and how long it takes. A death is a connection that a silent fault hits while its client has
 * it open (or that opens under the fault, because the answer to the upgrade was under way). The client owes a notice, and
 * so does the server if it still holds that connection: at most one notice a side and death. What the server accepts while
 * its client has given up, or never opens, is nobody's death. A death that neither side noticed before the fault ended
 * was none: the connection lives on.
 *
 * <p>A side notices by its own doing: its heartbeat rule expires, or it gives the connection up while the fault is on. A
 * side that hears it from the peer, by the FIN or RST that the fault withheld, has noticed nothing: it was told. A side
 * that neither noticed nor was told has missed the death.
 *
 * <p>Expiry without a death is a kill: a false one if no fault was on the client within the rule's own window, a slow one
 * if all that was on it then were faults that let its bytes flow.
 *
 * <p>Clients, server and faults tell from their own threads, so an event may be told a moment after one that it precedes.
 * Where the order decides, the instants of the events do.
 *
 * <p>Not thread-safe.
 */
final class DetectionMeter {

    private final MeterPlan plan;
    private final FaultState faults;
    private final ServerView server;
    private final Scopes scopes;
    private final RulesInForce rules;
    private final BoundMeters bounds;
    private final long[] clientDeathNanos;
    private final long[] survivedDeathNanos;
    private final int[] diedOf;
    private final BitSet bornDead = new BitSet();
    private final Map<Long, Death> serverDeaths = new HashMap<>();
    private final List<Death> stoppedUnnoticed = new ArrayList<>();
    private long told;
    private long falseKills;
    private long slowKills;

    final LatencyRecorder byClient = new LatencyRecorder("detect.client");
    final LatencyRecorder byServer = new LatencyRecorder("detect.server");

    DetectionMeter(MeterPlan plan, FaultState faults, ServerView server, Scopes scopes, RulesInForce rules) {
        this.plan = plan;
        this.faults = faults;
        this.server = server;
        this.scopes = scopes;
        this.rules = rules;
        this.bounds = new BoundMeters(rules, plan.serverRule(), scopes);
        this.clientDeathNanos = new long[plan.clients()];
        this.survivedDeathNanos = new long[plan.clients()];
        this.diedOf = new int[plan.clients()];
    }

    /** A silent fault hits a client. */
    void died(ScheduledFault fault, int client, boolean clientOpen, long nowNanos) {
        if (clientOpen && clientDeathNanos[client] == 0) {
            clientDeathNanos[client] = nowNanos;
            diedOf[client] = fault.index();
            faults.of(fault).died++;
            markHeld(client, nowNanos);
        }
    }

    /** A client opened; under a silent fault (the answer was under way when it began) it opened a dead connection. */
    void opened(int client, long nowNanos) {
        FaultState.Hit silence = faults.silence(client);
        if (silence != null && clientDeathNanos[client] == 0) {
            clientDeathNanos[client] = nowNanos;
            diedOf[client] = silence.fault.index();
            bornDead.set(client);
            silence.died++;
            markHeld(client, nowNanos);
        }
    }

    /**
     * The last fault that disables a client let go of it: the connection lives on if neither side has let it go.
     *
     * @return whether a connection died and lives on
     */
    boolean released(int client) {
        boolean served = plan.serverRule().isEmpty();
        for (long connection : server.held(client)) {
            served |= !server.isGhost(connection) && serverDeaths.remove(connection) != null;
        }
        long death = clientDeathNanos[client];
        if (death == 0 || !served) {
            return false;
        }
        clientDeathNanos[client] = 0;
        if (bornDead.get(client)) {
            faults.of(diedOf[client]).died--;
        } else {
            survivedDeathNanos[client] = death;
            faults.of(diedOf[client]).survived++;
        }
        bornDead.clear(client);
        return true;
    }

    /** An answer after the fault: the connection did survive. */
    void alive(int client) {
        survivedDeathNanos[client] = 0;
    }

    void lost(int client, CloseCause cause, long nowNanos) {
        boolean peerHadLetGo = plan.serverRule().isEmpty() && cause != CloseCause.HEARTBEAT_EXPIRED;
        if (peerHadLetGo || beforeRelease(client, nowNanos)) {
            revive(client);
        }
        survivedDeathNanos[client] = 0;
        long death = clientDeathNanos[client];
        if (death != 0) {
            settle(client, death, cause, nowNanos);
        } else if (cause == CloseCause.HEARTBEAT_EXPIRED) {
            killed(client, rules.of(client), nowNanos);
        }
    }

    /** A client left by its own choice: what it had not noticed by then, it never will, and does not owe. */
    void left(int client) {
        clientDeathNanos[client] = 0;
        survivedDeathNanos[client] = 0;
        bornDead.clear(client);
    }

    /** Called before the {@link ServerView} forgets the connection. */
    void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        if (server.knows(client) && !server.isGhost(connection) && beforeRelease(client, nowNanos)) {
            revive(client);
        }
        Death death = serverDeaths.remove(connection);
        if (death != null && (cause == CloseCause.SERVER_STOPPED || cause == CloseCause.DRAINING)) {
            stoppedUnnoticed.add(death);
        } else if (death != null && nowNanos - death.nanos >= 0) {
            learned(true, client, death, cause, nowNanos);
        } else if (death == null && cause == CloseCause.HEARTBEAT_EXPIRED && !server.isGhost(connection)) {
            killed(client, plan.serverRule().orElseThrow(), nowNanos);
        }
    }

    /** The client noticed or was told, unless its connection had ended before the fault hit it. */
    private void settle(int client, long death, CloseCause cause, long nowNanos) {
        if (nowNanos - death >= 0) {
            learned(false, client, new Death(death, client, diedOf[client]), cause, nowNanos);
        } else {
            faults.of(diedOf[client]).died--;
        }
        bornDead.clear(client);
        clientDeathNanos[client] = 0;
    }

    private void learned(boolean byTheServer, int client, Death death, CloseCause cause, long nowNanos) {
        boolean arrived = switch (cause) {
            case CLOSE_FRAME, END_OF_STREAM, RESET, PROTOCOL_ERROR, TOO_BIG, REPLACED -> true;
            default -> false;
        };
        if (cause == CloseCause.HEARTBEAT_EXPIRED || (!arrived && faults.silence(client) != null)) {
            noticed(byTheServer, client, death, nowNanos);
        } else {
            told++;
            scopes.tell(client, death.fault, scope -> scope.told++);
        }
    }

    private void noticed(boolean byTheServer, int client, Death death, long nowNanos) {
        if (byTheServer) {
            byServer.record(death.nanos, nowNanos);
            bounds.serverNoticed(nowNanos - death.nanos);
            scopes.tell(client, death.fault, scope -> scope.detectServer.record(death.nanos, nowNanos));
        } else {
            byClient.record(death.nanos, nowNanos);
            bounds.clientNoticed(client, nowNanos - death.nanos);
            scopes.tell(client, death.fault, scope -> scope.detectClient.record(death.nanos, nowNanos));
        }
    }

    /** Whether something that happened before the release of a survivor is told after it. */
    private boolean beforeRelease(int client, long nowNanos) {
        return survivedDeathNanos[client] != 0 && faults.endedAfter(client, nowNanos);
    }

    /** The survivor was none: one side had let the connection go before the fault ended. */
    private void revive(int client) {
        long death = survivedDeathNanos[client];
        if (death != 0) {
            survivedDeathNanos[client] = 0;
            clientDeathNanos[client] = death;
            faults.of(diedOf[client]).survived--;
            markHeld(client, death);
        }
    }

    private void markHeld(int client, long deathNanos) {
        long connection = server.live(client);
        if (connection != ServerView.NONE) {
            serverDeaths.putIfAbsent(connection, new Death(deathNanos, client, diedOf[client]));
        }
    }

    private void killed(int client, HeartbeatRule rule, long nowNanos) {
        long windowNanos = rule.latestExpiryNanos();
        if (!server.knows(client) || !faults.troubled(client, nowNanos, windowNanos)) {
            falseKills++;
            ofGroup(client, scope -> scope.falseKills++);
        } else if (faults.flowing(client, nowNanos, windowNanos)) {
            slowKills++;
            ofGroup(client, scope -> scope.slowKills++);
        }
    }

    private void ofGroup(int client, Consumer<ScopeMeter> what) {
        if (server.knows(client)) {
            scopes.tell(client, Scopes.NOBODY, what);
        }
    }

    /** Deaths that a side learned of from the peer, by what arrived when the fault was over; both sides. */
    long told() {
        return told;
    }

    /** Deaths that a side neither noticed nor was told of; both sides. */
    long missed() {
        long clients = 0;
        for (long death : clientDeathNanos) {
            clients += death != 0 ? 1 : 0;
        }
        return clients + serverDeaths.size() + stoppedUnnoticed.size();
    }

    /** Those of one fault. */
    long missedOf(int fault) {
        long missed = onServer(death -> death.fault == fault);
        for (int client = 0; client < clientDeathNanos.length; client++) {
            missed += clientDeathNanos[client] != 0 && diedOf[client] == fault ? 1 : 0;
        }
        return missed;
    }

    /** Those of the clients of a group. */
    long missedBy(int firstClient, int endClient) {
        long missed = onServer(death -> death.client >= firstClient && death.client < endClient);
        for (int client = firstClient; client < endClient; client++) {
            missed += clientDeathNanos[client] != 0 ? 1 : 0;
        }
        return missed;
    }

    private long onServer(Predicate<Death> which) {
        return Stream.concat(serverDeaths.values().stream(), stoppedUnnoticed.stream())
                .filter(which)
                .count();
    }

    BoundMeters bounds() {
        return bounds;
    }

    long falseKills() {
        return falseKills;
    }

    long slowKills() {
        return slowKills;
    }

    /**
     * A connection that died while the server held it.
     *
     * @param nanos when
     * @param client whose it was
     * @param fault what it died of
     */
    private record Death(long nanos, int client, int fault) {}
}
