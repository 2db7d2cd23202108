package dev.flatline.core.connection;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One logical client: an identity, a heartbeat rule and a reconnect policy that survive many sockets. It wires pure
 * decisions to its two ports and tells every transition to {@link ConnectionEvents}; the real fleet and the simulated one
 * run this class.
 *
 * <p>Thread-confined to its {@link Timers}.
 */
public final class ConnectionSupervisor implements Transport.Listener, Ear.OfClient {

    private enum State {
        IDLE,
        CONNECTING,
        SECURING,
        UPGRADING,
        JOINING,
        OPEN,
        WAITING,
        AWAY,
        ENDED
    }

    private static final int NORMAL_CLOSURE = 1000;
    private static final int NO_STATUS = OnExpiry.NO_STATUS;

    private final int client;
    private final ClientPlan plan;
    private final Timers timers;
    private final Transport transport;
    private final RandomGenerator random;
    private final ConnectionEvents events;
    private final ClientHeartbeat heartbeat;
    private final ClientTalk talk;
    private final MessageClock messages;
    private final ChurnClock churn;

    private State state = State.IDLE;
    private @Nullable Alarm wake;
    private boolean retry;
    private int attempts;
    private long memory;
    private boolean everOpen;
    private final double kept;
    private long intendedNanos;
    private long startedNanos;
    private long connectedNanos;
    private long securedNanos;
    private long upgradedNanos;
    private long openedNanos;
    private boolean answered;
    private boolean hearing;

    /**
     * Creates a client that does nothing until {@link #start}.
     *
     * @param random drawn from for this client alone, so that no other client shifts its draws
     */
    public ConnectionSupervisor(
            int client,
            ClientPlan plan,
            Timers timers,
            Transport transport,
            RandomGenerator random,
            ConnectionEvents events) {
        this.client = client;
        this.plan = plan;
        this.timers = timers;
        this.transport = transport;
        this.random = random;
        this.events = events;
        this.heartbeat = new ClientHeartbeat(plan.heartbeat());
        this.talk = plan.dialect().client(plan.heartbeat());
        this.messages = new MessageClock(client, plan.messages(), timers, this::sendMessage, events);
        this.churn = new ChurnClock(plan.churn(), timers, random);
        this.kept = plan.reconnect().keepsDraw() ? random.nextDouble() : 0;
    }

    /** Makes the first attempt now; {@code intendedNanos} says when it was due. */
    public void start(long intendedNanos) {
        messages.start(random);
        attempt(intendedNanos);
    }

    /** Ends the client for good: an open connection is closed with 1000, an attempt is aborted. */
    public void stop() {
        if (state == State.OPEN || state == State.JOINING) {
            transport.close(NORMAL_CLOSURE);
        } else {
            transport.abort();
        }
        end();
    }

    /** Whether the connection is open. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    private void attempt(long intended) {
        state = State.CONNECTING;
        intendedNanos = intended;
        startedNanos = timers.nanoTime();
        events.attempted(client, retry, intended, startedNanos);
        retry = true;
        rearm(plan.attemptTimeoutNanos(), this::attemptTimedOut);
        transport.connect(this);
    }

    private void attemptTimedOut() {
        CloseCause cause = switch (state) {
            case CONNECTING -> CloseCause.CONNECT_TIMEOUT;
            case SECURING -> CloseCause.TLS_TIMEOUT;
            case UPGRADING -> CloseCause.UPGRADE_TIMEOUT;
            default -> CloseCause.GREETING_TIMEOUT;
        };
        transport.abort();
        onClosed(cause, 0);
    }

    @Override
    public void onConnected() {
        state = transport.isSecure() ? State.SECURING : State.UPGRADING;
        connectedNanos = timers.nanoTime();
        securedNanos = connectedNanos;
    }

    @Override
    public void onSecured() {
        state = State.UPGRADING;
        securedNanos = timers.nanoTime();
    }

    @Override
    public void onOpen() {
        state = State.JOINING;
        upgradedNanos = timers.nanoTime();
        answered = false;
        talk.opened(this);
    }

    /** The greeting is through; where there is none, that is when the upgrade was accepted. */
    @Override
    public void joined(Terms terms) {
        if (state != State.JOINING) {
            return;
        }
        state = State.OPEN;
        everOpen = true;
        openedNanos = timers.nanoTime();
        heartbeat.opened(plan.dialect().tuned(plan.heartbeat(), terms), openedNanos, random);
        events.opened(
                client,
                new ConnectionEvents.ConnectTimes(
                        intendedNanos, startedNanos, connectedNanos, securedNanos, upgradedNanos, openedNanos));
        if (hearing || (!plan.heartbeat().asks() && !plan.messages().sends())) {
            confirm(openedNanos);
        }
        messages.open(true);
        churn.opened(this::leave);
        lookLater(openedNanos);
    }

    @Override
    public void onBytes() {
        seen(Signal.BYTES);
    }

    @Override
    public void onPong(long payload) {
        long now = timers.nanoTime();
        if (state == State.OPEN && heartbeat.pong(payload, now)) {
            lookLater(now);
        }
        if (payload >= 0) {
            confirm(now);
        }
        answered(payload, now);
    }

    @Override
    public void onText(byte[] utf8) {
        hearing = true;
        talk.heard(utf8, heartbeat.pingNumber(), this);
        hearing = false;
    }

    @Override
    public void say(byte[] utf8) {
        transport.sendText(utf8);
    }

    @Override
    public void pinged() {
        seen(Signal.TEXT_PING);
    }

    @Override
    public void answered() {
        long now = seen(Signal.ANSWER);
        confirm(now);
        answered(heartbeat.pingNumber(), now);
    }

    @Override
    public void message(byte[] payload) {
        long now = seen(Signal.MESSAGE);
        if (messages.isEcho(payload)) {
            confirm(now);
            messages.answered(payload, now);
        } else {
            messages.push(payload).ifPresent(push -> received(push, now));
        }
    }

    /** A message of its own that comes back from the room is an answer; what others send proves nothing of its own way. */
    private void received(PushText push, long now) {
        if (push.sender() == client) {
            confirm(now);
        }
        events.messageReceived(
                client, push.sender(), push.sequence(), push.intendedNanos(), push.sentNanos(), now);
    }

    @Override
    public void noise() {
        seen(Signal.MESSAGE);
    }

    @Override
    public void dismissed(boolean mayReturn) {
        if (state != State.OPEN && state != State.JOINING) {
            return;
        }
        transport.close(NO_STATUS);
        onClosed(mayReturn ? CloseCause.SENT_BACK : CloseCause.SENT_AWAY, 0);
    }

    @Override
    public void onClosed(CloseCause cause, int code) {
        long now = timers.nanoTime();
        boolean wasOpen = state == State.OPEN;
        messages.open(false);
        churn.closed();
        if (wasOpen) {
            events.lost(client, cause, code, now);
            if (now - openedNanos >= plan.resetAfterNanos()) {
                attempts = 0;
                memory = 0;
            }
        } else {
            events.attemptFailed(client, cause, code, now);
        }
        retryAfter(loss(cause, code, wasOpen, now), now);
    }

    private Loss loss(CloseCause cause, int code, boolean wasOpen, long now) {
        long sinceSeen = wasOpen ? heartbeat.sinceSeenNanos(now) : 0;
        long untilPoll = wasOpen ? heartbeat.untilPollNanos(now) : 0;
        return new Loss(
                attempts, memory, cause, code, wasOpen, everOpen, now - startedNanos, sinceSeen, untilPoll, kept);
    }

    private void retryAfter(Loss loss, long now) {
        Retry retry = plan.reconnect().next(loss, random);
        if (retry.givesUp()) {
            end();
            events.gaveUp(client, loss.cause(), loss.code(), now);
            return;
        }
        attempts++;
        memory = retry.memory();
        state = State.WAITING;
        long due = now + retry.delayNanos();
        events.backingOff(client, retry.delayNanos(), now);
        rearm(retry.delayNanos(), () -> attempt(due));
    }

    /** Goes by its own choice. It comes back as somebody who has forgotten what went wrong before. */
    private void leave() {
        state = State.AWAY;
        transport.close(NORMAL_CLOSURE);
        messages.away(true);
        rearm(HeartbeatRule.NEVER, this::look);
        attempts = 0;
        memory = 0;
        retry = false;
        events.left(client, timers.nanoTime());
        churn.left(due -> {
            messages.away(false);
            attempt(due);
        });
    }

    private void end() {
        state = State.ENDED;
        messages.stop();
        churn.closed();
        if (wake != null) {
            wake.cancel();
        }
    }

    private void sendMessage(byte[] payload) {
        transport.sendText(talk.message(payload));
    }

    private long seen(Signal signal) {
        long now = timers.nanoTime();
        if (state != State.OPEN) {
            return now;
        }
        if (heartbeat.seen(signal, now)) {
            lookLater(now);
        }
        return now;
    }

    private void confirm(long now) {
        if (state == State.OPEN && !answered) {
            answered = true;
            events.answered(client, now);
        }
    }

    /** The latest ping was answered, unless it is a pong of an earlier one. */
    private void answered(long pingNumber, long now) {
        long sent = heartbeat.pingSentNanos();
        if (heartbeat.answers(pingNumber)) {
            events.heartbeatAnswered(client, heartbeat.pingIntendedNanos(), sent, now);
        }
    }

    private void look() {
        long now = timers.nanoTime();
        switch (heartbeat.step(now, random)) {
            case EXPIRE -> expire(plan.heartbeat().expiry().action());
            case PING -> ping(now);
            case WAIT -> lookLater(now);
        }
    }

    private void expire(OnExpiry action) {
        if (action.sendsClose()) {
            transport.close(action.closeCode(), action.reason());
        } else {
            transport.abort();
        }
        onClosed(CloseCause.HEARTBEAT_EXPIRED, 0);
    }

    private void ping(long now) {
        if (talk.pingsInText()) {
            transport.sendText(talk.ping(heartbeat.pingNumber()));
        } else {
            transport.ping(heartbeat.pingNumber());
        }
        events.heartbeatSent(client, now);
        lookLater(now);
    }

    private void lookLater(long now) {
        rearm(heartbeat.lookAgainNanos(now), this::look);
    }

    private void rearm(long delayNanos, Runnable task) {
        if (wake != null) {
            wake.cancel();
        }
        wake = delayNanos == HeartbeatRule.NEVER ? null : timers.after(delayNanos, task);
    }
}
