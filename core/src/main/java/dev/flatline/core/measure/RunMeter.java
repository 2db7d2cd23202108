package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.PushText;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.Timeline.Counted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From events to numbers, as they happen: the same class measures the real engine and the simulator. It joins what the
 * clients, the server and the ledger say, and keeps a few words per client, whatever the length of the run.
 *
 * <p>Not thread-safe; {@link RunRecorder} guards it.
 */
final class RunMeter implements RunEvents {

    final MeterPlan plan;
    final FaultState faults;
    final ServerView server;
    final DetectionMeter detection;
    final OutageMeter outages;
    final RecoveryMeter recovery;
    final Scopes scopes;
    private final RulesInForce rules;
    final ConnectMeter connects;
    final SecondWaveMeter secondWave;
    final PhaseMeters phases;
    final Timeline timeline;
    final TrafficMeter traffic;
    final GeneratorMeter generator;
    final HealthMeter health = new HealthMeter();
    final CauseCounts losses = new CauseCounts();
    final CauseCounts givenUp = new CauseCounts();
    final CauseCounts serverCloses = new CauseCounts();
    final BitSet open = new BitSet();
    private final BitSet attempting = new BitSet();
    private final BitSet away = new BitSet();
    private final EarlyReturns early = new EarlyReturns();
    long left;
    long joined;

    RunMeter(MeterPlan plan) {
        this.plan = plan;
        this.faults = new FaultState(plan.clients());
        this.server = new ServerView(plan.clients());
        this.scopes = new Scopes(plan.load());
        this.rules = new RulesInForce(plan, scopes);
        this.connects = new ConnectMeter(scopes);
        this.secondWave = new SecondWaveMeter(plan.clients(), scopes);
        this.phases = new PhaseMeters(rules, scopes);
        this.detection = new DetectionMeter(plan, faults, server, scopes, rules);
        this.outages = new OutageMeter(plan.clients(), faults, scopes);
        this.recovery = new RecoveryMeter(plan.clients(), faults, scopes);
        this.generator = new GeneratorMeter(plan.virtualTime());
        this.traffic = new TrafficMeter(plan.load(), plan.originNanos(), scopes);
        this.timeline = new Timeline(plan.originNanos(), plan.serverRule().isPresent());
    }

    /** Every recorder whose intervals are logged. */
    List<LatencyRecorder> recorders() {
        List<LatencyRecorder> all = new ArrayList<>(List.of(
                connects.tcp,
                connects.tls,
                connects.upgrade,
                connects.greeting,
                connects.total,
                connects.totalRaw,
                traffic.heartbeatRtt,
                traffic.heartbeatRttRaw,
                traffic.messageRtt,
                traffic.messageRttRaw,
                traffic.messagePush,
                traffic.messagePushRaw,
                detection.byClient,
                detection.byServer,
                outages.outage));
        all.addAll(generator.recorders());
        return all;
    }

    /** What went up and down since the last interval was taken; nothing before the first sample. */
    Map<String, Double> levels() {
        Map<String, Double> levels = new LinkedHashMap<>(health.takeLevels());
        if (!levels.isEmpty()) {
            levels.putAll(generator.levels());
        }
        return levels;
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        count(Counted.ATTEMPTS, nowNanos);
        attempting.set(client);
        generator.began(intendedNanos, nowNanos);
        connects.attempted(client, retry, nowNanos - plan.originNanos());
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        count(Counted.OPENED, times.openedNanos());
        connects.opened(client, times);
        attempting.clear(client);
        open.set(client);
        joined += away.get(client) ? 1 : 0;
        away.clear(client);
        timeline.open++;
        detection.opened(client, times.openedNanos());
        traffic.opened(client);
        ofGroup(client, ScopeMeter::opened);
        if (faults.disabled(client)) {
            outages.began(client, times.openedNanos());
            early.opened(client);
        } else if (!letGo(client)) {
            returned(client, times.openedNanos());
            recovery.back(client, times.openedNanos());
        }
    }

    @Override
    public void answered(int client, long nowNanos) {
        if (letGo(client)) {
            return;
        }
        if (faults.disabled(client)) {
            early.answered(client, nowNanos);
        } else {
            outages.confirmed(client, nowNanos);
        }
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {
        timeline.advance(nowNanos);
        generator.began(intendedNanos, nowNanos);
        phases.sent(client, nowNanos - plan.originNanos());
        traffic.heartbeatSent(client, nowNanos);
    }

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        count(Counted.HEARTBEATS, nowNanos);
        traffic.heartbeatAnswered(client, intendedNanos, sentNanos, nowNanos);
        alive(client, nowNanos);
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {
        timeline.advance(nowNanos);
        generator.began(intendedNanos, nowNanos);
        traffic.messageSent(client, nowNanos);
    }

    @Override
    public void messageSkipped(int client, long nowNanos) {
        traffic.messageSkipped();
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        count(Counted.MESSAGES, nowNanos);
        traffic.messageAnswered(client, intendedNanos, sentNanos, nowNanos);
        alive(client, nowNanos);
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {
        count(Counted.MESSAGES, nowNanos);
        traffic.messageReceived(client, new PushText(sender, sequence, intendedNanos, sentNanos), nowNanos);
        if (sender == client) {
            alive(client, nowNanos);
        }
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        count(Counted.FAILED, nowNanos);
        attempting.clear(client);
        connects.failed(client, cause, code);
        clientGone(client);
        turnedAway(client);
    }

    /** A server that is away is away for everyone: it hits whoever it turns away, not only whom it lost. */
    private void turnedAway(int client) {
        for (FaultState.Hit hit : faults.all()) {
            if (!hit.ended && takesServerAway(hit.fault.fault()) && faults.hit(hit.fault, client)) {
                recovery.hit(hit.fault, client);
                scopes.blame(client, hit.fault.index());
            }
        }
    }

    private static boolean takesServerAway(Fault fault) {
        return fault instanceof Fault.ServerRestart
                || (fault instanceof Fault.OnReplicas && fault.disables() && !fault.silent());
    }

    /**
     * A server that is told to end, or that the kernel is to kill, serves until it is gone, and that may take a while: the loss,
     * which comes at once with its end, is when a client's connection is of no use.
     */
    private static boolean takesServerAwayLater(Fault fault) {
        return fault instanceof Fault.OnReplicas && !fault.silent();
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        count(Counted.LOST, nowNanos);
        losses.count(cause, code);
        secondWave.lost(client, faults.any(client), nowNanos);
        ofGroup(client, scope -> scope.lost++);
        ofGroup(client, scope -> scope.open--);
        open.clear(client);
        early.forget(client);
        timeline.open--;
        detection.lost(client, cause, nowNanos);
        traffic.cutOff(client);
        outages.began(client, nowNanos);
        clientGone(client);
    }

    /**
     * Nobody waits for a client that chose to go: it owes no notice of a death that it never knew of, and no fault's recovery
     * counts it. Its connection is on its way to a Close and no ghost, unless a fault keeps the Close from the server.
     */
    @Override
    public void left(int client, long nowNanos) {
        timeline.advance(nowNanos);
        left++;
        away.set(client);
        open.clear(client);
        early.forget(client);
        secondWave.forget(client);
        timeline.open--;
        ofGroup(client, scope -> scope.open--);
        detection.left(client);
        outages.left(client);
        recovery.left(client);
        traffic.left(client, nowNanos);
        if (faults.disabled(client)) {
            clientGone(client);
        }
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {}

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        givenUp.count(cause, code);
        ofGroup(client, scope -> scope.gaveUp++);
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        timeline.advance(nowNanos);
        server.opened(client, connection);
        if (server.knows(client) && !open.get(client) && !attempting.get(client)) {
            clientGone(client);
        }
        timeline.serverOpen = server.open();
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        timeline.advance(nowNanos);
        serverCloses.count(cause, 0);
        detection.serverClosed(client, connection, cause, nowNanos);
        server.closed(client, connection);
        timeline.serverOpen = server.open();
        timeline.ghosts = server.ghosts();
    }

    @Override
    public void serverPushed(int client, long nowNanos) {
        timeline.advance(nowNanos);
        traffic.messagePushed(client, nowNanos);
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        faults.began(fault, nowNanos);
        phases.faultBegan(fault.index(), nowNanos - plan.originNanos());
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        if (client < 0 || client >= plan.clients()) {
            return;
        }
        if (faults.of(fault).ended) {
            return; // told late by another thread: nothing was done to the connection
        }
        boolean first = faults.hit(fault, client);
        scopes.blame(client, fault.index());
        secondWave.forget(client);
        if (first) {
            recovery.hit(fault, client);
        }
        if (fault.fault().disables() && open.get(client) && !takesServerAwayLater(fault.fault())) {
            outages.began(client, nowNanos);
        }
        if (fault.fault().silent()) {
            detection.died(fault, client, open.get(client), nowNanos);
        }
    }

    /** A client that is elsewhere is measured like any other from here on; it is back when the fault ends, if it is open then. */
    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        if (client >= 0
                && client < plan.clients()
                && faults.escaped(fault, client, nowNanos)
                && !faults.disabled(client)) {
            detection.released(client);
            early.forget(client);
        }
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        faults.ended(fault, nowNanos);
        faults.of(fault).clients.stream()
                .filter(client -> !faults.disabled(client))
                .forEach(client -> released(fault, client, nowNanos));
    }

    /** Nothing disables the client any more: one whose connection is known to be of use is back already. */
    private void released(ScheduledFault fault, int client, long nowNanos) {
        boolean provesNothing = !rules.of(client).asks() && traffic.sent() + traffic.skipped() == 0;
        boolean survived = detection.released(client) && provesNothing;
        Long answered = early.answeredNanos(client);
        if (answered != null || survived) {
            outages.confirmed(client, answered != null ? answered : nowNanos);
        }
        boolean elsewhere = faults.of(fault).escaped.get(client) && open.get(client);
        boolean opened = elsewhere || (early.hasOpened(client) && !fault.fault().silent());
        if (answered != null || opened) {
            returned(client, nowNanos);
        }
        if (answered != null || survived || opened || (!fault.fault().disables() && open.get(client))) {
            recovery.back(client, nowNanos);
        }
        early.forget(client);
    }

    /** A client is open and no fault makes that worthless: it came back, if it was away. */
    private void returned(int client, long nowNanos) {
        if (connects.isRetrying(client)) {
            secondWave.returned(client, scopes.blamed(client), nowNanos);
        }
    }

    private void ofGroup(int client, Consumer<ScopeMeter> what) {
        scopes.tell(client, Scopes.NOBODY, what);
    }

    private void count(Counted what, long nowNanos) {
        timeline.advance(nowNanos);
        timeline.count(what);
    }

    /**
     * Whether the server has let this client's connection go, and only the news is still under way: what the server sent
     * before that and a fault held back proves nothing. A foreign server's word is not known, so there an answer that a
     * fault delivers at its end counts, although the FIN may be right behind it.
     */
    private boolean letGo(int client) {
        return plan.serverRule().isPresent() && !server.serves(client);
    }

    private void alive(int client, long nowNanos) {
        if (letGo(client)) {
            return;
        }
        if (!faults.disabled(client)) {
            detection.alive(client);
        }
        outages.answered(client, nowNanos);
        recovery.back(client, nowNanos);
    }

    private void clientGone(int client) {
        server.clientGone(client);
        timeline.ghosts = server.ghosts();
    }
}
