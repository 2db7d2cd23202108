package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.HeartbeatRule;
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
public final class ConnectionSupervisor implements Transport.Listener, Conversation.Host {

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

    private final Client self;
    private final Conversation conversation;
    /** Null for a client that never leaves by its own choice. */
    private final @Nullable ChurnClock churn;

    private final double kept;

    private State state = State.IDLE;
    private @Nullable Alarm wake;
    private boolean retry;
    private boolean everOpen;
    private int attempts;
    private long memory;
    private ConnectClock clock = ConnectClock.STOPPED;
    private long startedNanos;
    private long openedNanos;

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
        this.self = new Client(client, plan, timers, transport, random, events);
        this.conversation = new Conversation(self, this);
        this.churn = plan.churn().happens() ? new ChurnClock(plan.churn(), timers, random) : null;
        this.kept = plan.reconnect().keepsDraw() ? random.nextDouble() : 0;
    }

    /** Makes the first attempt now; {@code intendedNanos} says when it was due. */
    public void start(long intendedNanos) {
        conversation.start();
        attempt(intendedNanos);
    }

    /** Ends the client for good: an open connection is closed with 1000, an attempt is aborted. */
    public void stop() {
        if (state == State.OPEN || state == State.JOINING) {
            self.transport().close(NORMAL_CLOSURE);
        } else {
            self.transport().abort();
        }
        end();
    }

    /** Whether the connection is open. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    private void attempt(long intended) {
        state = State.CONNECTING;
        startedNanos = self.timers().nanoTime();
        clock = new ConnectClock(intended, startedNanos);
        self.events().attempted(self.number(), retry, intended, startedNanos);
        retry = true;
        rearm(self.plan().attemptTimeoutNanos(), this::attemptTimedOut);
        self.transport().connect(this);
    }

    private void attemptTimedOut() {
        CloseCause cause = switch (state) {
            case CONNECTING -> CloseCause.CONNECT_TIMEOUT;
            case SECURING -> CloseCause.TLS_TIMEOUT;
            case UPGRADING -> CloseCause.UPGRADE_TIMEOUT;
            default -> CloseCause.GREETING_TIMEOUT;
        };
        self.transport().abort();
        onClosed(cause, 0);
    }

    @Override
    public void onConnected() {
        state = self.transport().isSecure() ? State.SECURING : State.UPGRADING;
        clock.connected(self.timers().nanoTime());
    }

    @Override
    public void onSecured() {
        state = State.UPGRADING;
        clock.secured(self.timers().nanoTime());
    }

    @Override
    public void onOpen() {
        state = State.JOINING;
        clock.upgraded(self.timers().nanoTime());
        conversation.begin();
    }

    @Override
    public void joined(long nowNanos, boolean greeted) {
        state = State.OPEN;
        everOpen = true;
        openedNanos = nowNanos;
        self.events().opened(self.number(), clock.opened(nowNanos, greeted));
        clock = ConnectClock.STOPPED;
        if (churn != null) {
            churn.opened(() -> leave(churn));
        }
    }

    @Override
    public void wantLook(long delayNanos) {
        rearm(delayNanos, conversation);
    }

    @Override
    public void over(CloseCause cause) {
        onClosed(cause, 0);
    }

    @Override
    public void onBytes() {
        conversation.onBytes();
    }

    @Override
    public void onPong(long payload) {
        conversation.onPong(payload);
    }

    @Override
    public void onText(byte[] utf8) {
        conversation.onText(utf8);
    }

    @Override
    public void onClosed(CloseCause cause, int code) {
        long now = self.timers().nanoTime();
        boolean wasOpen = state == State.OPEN;
        conversation.end();
        if (churn != null) {
            churn.closed();
        }
        if (wasOpen) {
            self.events().lost(self.number(), cause, code, now);
            if (now - openedNanos >= self.plan().resetAfterNanos()) {
                attempts = 0;
                memory = 0;
            }
        } else {
            self.events().attemptFailed(self.number(), cause, code, now);
        }
        retryAfter(loss(cause, code, wasOpen, now), now);
    }

    private Loss loss(CloseCause cause, int code, boolean wasOpen, long now) {
        long sinceSeen = wasOpen ? conversation.sinceSeenNanos(now) : 0;
        long untilPoll = wasOpen ? conversation.untilPollNanos(now) : 0;
        return new Loss(
                attempts, memory, cause, code, wasOpen, everOpen, now - startedNanos, sinceSeen, untilPoll, kept);
    }

    private void retryAfter(Loss loss, long now) {
        Retry next = self.plan().reconnect().next(loss, self.random());
        if (next.givesUp()) {
            end();
            self.events().gaveUp(self.number(), loss.cause(), loss.code(), now);
            return;
        }
        attempts++;
        memory = next.memory();
        state = State.WAITING;
        long due = now + next.delayNanos();
        self.events().backingOff(self.number(), next.delayNanos(), now);
        rearm(next.delayNanos(), () -> attempt(due));
    }

    /** Goes by its own choice. It comes back as somebody who has forgotten what went wrong before. */
    private void leave(ChurnClock away) {
        state = State.AWAY;
        self.transport().close(NORMAL_CLOSURE);
        conversation.end();
        conversation.away(true);
        rearm(HeartbeatRule.NEVER, conversation);
        attempts = 0;
        memory = 0;
        everOpen = false;
        retry = false;
        self.events().left(self.number(), self.timers().nanoTime());
        away.left(due -> {
            conversation.away(false);
            attempt(due);
        });
    }

    private void end() {
        state = State.ENDED;
        if (churn != null) {
            churn.closed();
        }
        conversation.end();
        conversation.stop();
        if (wake != null) {
            wake.cancel();
        }
    }

    private void rearm(long delayNanos, Runnable task) {
        if (wake != null) {
            wake.cancel();
        }
        wake = delayNanos == HeartbeatRule.NEVER ? null : self.timers().after(delayNanos, task);
    }
}
