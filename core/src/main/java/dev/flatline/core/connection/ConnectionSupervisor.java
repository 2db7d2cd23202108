package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.TextPings;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One logical client: an identity, a heartbeat rule and a reconnect policy that survive many sockets. It wires pure
 * decisions to its two ports and tells every transition to {@link ConnectionEvents}; the real fleet and the simulated one
 * run this class.
 *
 * <p>Thread-confined to its {@link Timers}.
 */
public final class ConnectionSupervisor implements Transport.Listener {

    private enum State {
        IDLE,
        CONNECTING,
        UPGRADING,
        OPEN,
        WAITING,
        ENDED
    }

    private static final int NORMAL_CLOSURE = 1000;

    private final int client;
    private final ClientPlan plan;
    private final Timers timers;
    private final Transport transport;
    private final RandomGenerator random;
    private final ConnectionEvents events;
    private final ClientHeartbeat heartbeat;
    private final TextPings texts;
    private final MessageClock messages;

    private State state = State.IDLE;
    private @Nullable Alarm wake;
    private boolean retry;
    private int attempts;
    private long previousDelayNanos;
    private long intendedNanos;
    private long startedNanos;
    private long connectedNanos;
    private long openedNanos;
    private boolean answered;

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
        this.texts = TextPings.of(plan.heartbeat());
        this.messages = new MessageClock(client, plan.messages(), timers, transport, events);
    }

    /** Makes the first attempt now; {@code intendedNanos} says when it was due. */
    public void start(long intendedNanos) {
        messages.start(random);
        attempt(intendedNanos);
    }

    /** Ends the client for good: an open connection is closed with 1000, an attempt is aborted. */
    public void stop() {
        if (state == State.OPEN) {
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
        CloseCause cause = state == State.CONNECTING ? CloseCause.CONNECT_TIMEOUT : CloseCause.UPGRADE_TIMEOUT;
        transport.abort();
        onClosed(cause, 0);
    }

    @Override
    public void onConnected() {
        state = State.UPGRADING;
        connectedNanos = timers.nanoTime();
    }

    @Override
    public void onOpen() {
        state = State.OPEN;
        openedNanos = timers.nanoTime();
        heartbeat.opened(openedNanos, random);
        answered = false;
        events.opened(
                client, new ConnectionEvents.ConnectTimes(intendedNanos, startedNanos, connectedNanos, openedNanos));
        if (!plan.heartbeat().asks() && !plan.messages().sends()) {
            confirm(openedNanos);
        }
        messages.open(true);
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
        boolean answer = texts.isAnswer(utf8, heartbeat.pingNumber());
        long now = seen(answer ? Signal.ANSWER : Signal.MESSAGE);
        if (answer) {
            confirm(now);
            answered(heartbeat.pingNumber(), now);
            return;
        }
        texts.answerTo(utf8).ifPresent(transport::sendText);
        if (messages.isEcho(utf8)) {
            confirm(now);
            messages.answered(utf8, now);
        }
    }

    @Override
    public void onClosed(CloseCause cause, int code) {
        long now = timers.nanoTime();
        messages.open(false);
        if (state == State.OPEN) {
            events.lost(client, cause, code, now);
            if (now - openedNanos >= plan.resetAfterNanos()) {
                attempts = 0;
                previousDelayNanos = 0;
            }
        } else {
            events.attemptFailed(client, cause, code, now);
        }
        retryAfter(cause, now);
    }

    private void retryAfter(CloseCause cause, long now) {
        OptionalLong delay = plan.reconnect().nextDelayNanos(attempts, previousDelayNanos, cause, random);
        if (delay.isEmpty()) {
            end();
            events.gaveUp(client, now);
            return;
        }
        attempts++;
        previousDelayNanos = delay.getAsLong();
        state = State.WAITING;
        long due = now + previousDelayNanos;
        events.backingOff(client, previousDelayNanos, now);
        rearm(previousDelayNanos, () -> attempt(due));
    }

    private void end() {
        state = State.ENDED;
        messages.stop();
        if (wake != null) {
            wake.cancel();
        }
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
        switch (heartbeat.step(now)) {
            case EXPIRE -> expire(plan.heartbeat().expiry().action());
            case PING -> ping(now);
            case WAIT -> lookLater(now);
        }
    }

    private void expire(OnExpiry action) {
        if (action.sendsClose()) {
            transport.close(action.closeCode());
        } else {
            transport.abort();
        }
        onClosed(CloseCause.HEARTBEAT_EXPIRED, 0);
    }

    private void ping(long now) {
        if (texts.areSent()) {
            transport.sendText(texts.ping(heartbeat.pingNumber(), 0));
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
