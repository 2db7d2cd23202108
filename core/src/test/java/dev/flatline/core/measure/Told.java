package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A recorder that is told a story in milliseconds: clients expire after 4 s, the server's rule after 7 s. */
final class Told {

    static final long ORIGIN = 7_777_000_000_001L;
    static final long MS = 1_000_000;
    static final HeartbeatRule CLIENT_RULE = HeartbeatRule.pinging(Activity.ANY_BYTES, 2_000 * MS, 2_000 * MS, 0);
    static final HeartbeatRule SERVER_RULE = HeartbeatRule.idle(Activity.ANY_BYTES, 6_000 * MS, 1_000 * MS);

    final List<String> journal = new ArrayList<>();
    final List<String> ledger = new ArrayList<>();
    final RunRecorder recorder;
    final RunEvents events;

    private Told(HeartbeatRule clientRule, Optional<HeartbeatRule> serverRule, long maxLines) {
        this(load(10, clientRule), serverRule, maxLines);
    }

    private Told(LoadPlan load, Optional<HeartbeatRule> serverRule, long maxLines) {
        MeterPlan plan = new MeterPlan(load, ORIGIN, serverRule, false);
        recorder = new RunRecorder(
                plan, line -> journal.add(line.toString()), line -> ledger.add(line.toString()), maxLines);
        events = recorder.events();
    }

    /** So many clients with this rule. */
    static LoadPlan load(int clients, HeartbeatRule rule) {
        ExponentialBackoff never = ExponentialBackoff.fixed(1, Jitter.NONE, 0);
        return LoadPlan.of(clients, new ConstantRate(1), ClientPlan.plain(rule, never, 1));
    }

    static Told ours() {
        return new Told(CLIENT_RULE, Optional.of(SERVER_RULE), 1_000);
    }

    /** Two groups of five clients. */
    static Told groups(HeartbeatRule first, HeartbeatRule second) {
        ClientGroup one = load(5, first).groups().get(0);
        ClientGroup other = load(5, second).groups().get(0);
        LoadPlan load = new LoadPlan(List.of(
                new ClientGroup("first", 5, one.arrivals(), one.client()),
                new ClientGroup("second", 5, other.arrivals(), other.client())));
        return new Told(load, Optional.of(SERVER_RULE), 1_000);
    }

    /** Clients of this profile, whose server may be ours. */
    static Told profile(String client, Optional<HeartbeatRule> serverRule) {
        ClientProfile profile = ClientProfiles.of(client);
        ClientPlan plan = ClientPlan.plain(profile.rule(), profile.policy(), 1).withDialect(profile.dialect());
        return new Told(LoadPlan.of(10, new ConstantRate(1), plan), serverRule, 1_000);
    }

    static Told foreign() {
        return new Told(CLIENT_RULE, Optional.empty(), 1_000);
    }

    static Told askingNothing() {
        return new Told(HeartbeatRule.NONE, Optional.of(SERVER_RULE), 1_000);
    }

    static Told bounded(long maxLines) {
        return new Told(CLIENT_RULE, Optional.of(SERVER_RULE), maxLines);
    }

    static ScheduledFault fault(int index, Fault fault) {
        return new ScheduledFault(index, fault, 0, 1, 1);
    }

    static ScheduledFault blackhole(int index) {
        return fault(index, new Fault.Blackhole());
    }

    /** A client connects within a millisecond and is answered; the connection's number is 100 × client + try. */
    Told connects(int client, int attempt, double atMillis) {
        attempt(client, attempt > 0, atMillis);
        serverOpens(client, attempt, atMillis + 0.5);
        opens(client, atMillis + 1);
        return answers(client, atMillis + 1);
    }

    Told attempt(int client, boolean retry, double atMillis) {
        events.attempted(client, retry, at(atMillis), at(atMillis));
        return this;
    }

    Told opens(int client, double atMillis) {
        events.opened(
                client,
                new ConnectTimes(
                        at(atMillis - 1), at(atMillis - 1), at(atMillis), at(atMillis), at(atMillis), at(atMillis)));
        return this;
    }

    Told answers(int client, double atMillis) {
        events.answered(client, at(atMillis));
        return this;
    }

    Told pong(int client, double atMillis) {
        events.heartbeatAnswered(client, at(atMillis - 1), at(atMillis - 1), at(atMillis));
        return this;
    }

    Told ping(int client, double atMillis) {
        events.heartbeatSent(client, at(atMillis), at(atMillis));
        return this;
    }

    Told fails(int client, CloseCause cause, double atMillis) {
        events.attemptFailed(client, cause, 0, at(atMillis));
        return this;
    }

    Told loses(int client, CloseCause cause, double atMillis) {
        events.lost(client, cause, 0, at(atMillis));
        return this;
    }

    Told leaves(int client, double atMillis) {
        events.left(client, at(atMillis));
        return this;
    }

    Told expires(int client, double atMillis) {
        return loses(client, CloseCause.HEARTBEAT_EXPIRED, atMillis);
    }

    Told serverOpens(int client, int attempt, double atMillis) {
        events.serverOpened(client, 100L * client + attempt, at(atMillis));
        return this;
    }

    Told serverCloses(int client, int attempt, CloseCause cause, double atMillis) {
        events.serverClosed(client, 100L * client + attempt, cause, at(atMillis));
        return this;
    }

    Told evicts(int client, int attempt, double atMillis) {
        return serverCloses(client, attempt, CloseCause.HEARTBEAT_EXPIRED, atMillis);
    }

    Told begins(ScheduledFault fault, double atMillis, int... clients) {
        events.faultBegan(fault, at(atMillis));
        for (int client : clients) {
            hits(fault, client, atMillis);
        }
        return this;
    }

    Told hits(ScheduledFault fault, int client, double atMillis) {
        events.faultHit(fault, client, client, at(atMillis));
        return this;
    }

    Told ends(ScheduledFault fault, double atMillis) {
        events.faultEnded(fault, at(atMillis));
        return this;
    }

    static long at(double millis) {
        return ORIGIN + (long) (millis * MS);
    }

    FaultOutcome outcome(int index) {
        return recorder.faults().get(index);
    }

    long count(String metric) {
        return metric(metric) instanceof Metric.Count count ? count.value() : Long.MIN_VALUE;
    }

    Metric.Distribution distribution(String metric) {
        return metric(metric) instanceof Metric.Distribution distribution
                ? distribution
                : new Metric.Distribution(-1, -1, -1, -1, -1, -1, -1, -1);
    }

    double millis(String metric) {
        return metric(metric) instanceof Metric.Duration duration ? duration.millis() : -1;
    }

    Metric metric(String metric) {
        return recorder.metrics().getOrDefault(metric, new Metric.Absent("no such metric"));
    }
}
