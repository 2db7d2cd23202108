package dev.flatline.core.connection;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.time.VirtualTime;

/** One client on virtual time and a scripted network. Its message phase is half the interval. */
final class Rig {

    static final long MS = 1_000_000;
    static final long ATTEMPT_TIMEOUT = 1_000;

    /** Doubles from 100 ms to 400 ms and gives up at the fifth attempt in a row. */
    static final ReconnectPolicy DOUBLING =
            new ExponentialBackoff(100 * MS, 2, 400 * MS, Jitter.NONE, ExponentialBackoff.Cap.BEFORE_JITTER, 4);

    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport();
    final RecordedEvents events = new RecordedEvents();
    final ClientPlan plan;
    final ConnectionSupervisor client;

    Rig(HeartbeatRule heartbeat, long resetAfterMillis, MessagePlan messages) {
        this(Plain.DIALECT, heartbeat, resetAfterMillis, messages);
    }

    Rig(Dialect dialect, HeartbeatRule heartbeat, long resetAfterMillis, MessagePlan messages) {
        this(ClientPlan.plain(heartbeat, DOUBLING, ATTEMPT_TIMEOUT * MS)
                .withDialect(dialect)
                .withResetAfter(resetAfterMillis * MS)
                .withMessages(messages));
    }

    /** A client that does after a loss what the policy says. */
    Rig(HeartbeatRule heartbeat, ReconnectPolicy policy) {
        this(ClientPlan.plain(heartbeat, policy, ATTEMPT_TIMEOUT * MS));
    }

    Rig(ClientPlan plan) {
        this.plan = plan;
        client = new ConnectionSupervisor(7, plan, time, transport, new ScriptedRandom(0.5), events);
    }

    private Rig(ChurnPlan churn, MessagePlan messages) {
        plan = ClientPlan.plain(HeartbeatRule.NONE, DOUBLING, ATTEMPT_TIMEOUT * MS)
                .withMessages(messages)
                .withChurn(churn);
        client = new ConnectionSupervisor(7, plan, time, transport, new ScriptedRandom(0.5), events);
    }

    /** A client that comes and goes: with these draws it stays, and is away, for 0.2877 of the mean. */
    static Rig comingAndGoing(long stayMillis, long awayMillis, MessagePlan messages) {
        return new Rig(new ChurnPlan(stayMillis * MS, awayMillis * MS), messages);
    }

    /** A client without heartbeat and messages. */
    static Rig plain(long resetAfterMillis) {
        return new Rig(HeartbeatRule.NONE, resetAfterMillis, MessagePlan.NONE);
    }

    static Rig beating(Activity activity, long every, long timeout, long scan) {
        return new Rig(
                rule(activity, every * MS, timeout == 0 ? HeartbeatRule.NEVER : timeout * MS, scan * MS),
                0,
                MessagePlan.NONE);
    }

    private static HeartbeatRule rule(Activity activity, long every, long timeout, long scan) {
        return every == 0
                ? HeartbeatRule.idle(activity, timeout, scan)
                : HeartbeatRule.pinging(activity, every, timeout, scan);
    }

    static Rig talking(long intervalMillis) {
        return new Rig(HeartbeatRule.NONE, 0, new MessagePlan(intervalMillis * MS, 64));
    }

    /** Starts the client and lets it open. */
    Rig open() {
        client.start(time.nanoTime());
        transport.accept();
        return this;
    }

    void advance(long millis) {
        time.advance(millis * MS);
    }
}
