package dev.flatline.core.connection;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What one client says and hears on a connection that the server has accepted: the greeting of its dialect, heartbeats and
 * messages. It serves all connections of the client, one after the other.
 */
final class Conversation implements Ear.OfClient, Runnable {

    /** Whose conversation it is. */
    interface Host {

        /** The greeting is through; {@code greeted} says whether there was one to wait for. */
        void joined(long nowNanos, boolean greeted);

        /** {@link #run} is wanted after that long, {@link HeartbeatRule#NEVER} for not at all; the one wanted before is not. */
        void wantLook(long delayNanos);

        /** The client has given the connection up, and the transport has been told. */
        void over(CloseCause cause);
    }

    private enum State {
        CLOSED,
        JOINING,
        OPEN
    }

    private final Client self;
    private final Host host;
    private final ClientHeartbeat heartbeat;
    private final ClientTalk talk;
    /** Null for a client that neither sends nor is sent messages. */
    private final @Nullable MessageClock messages;

    private State state = State.CLOSED;
    private boolean answered;
    /** Whether the greeting that is through was an answer. */
    private boolean hearing;

    Conversation(Client self, Host host) {
        this.self = self;
        this.host = host;
        this.heartbeat = new ClientHeartbeat(self.plan().heartbeat());
        this.talk = self.plan()
                .dialect()
                .client(self.plan().heartbeat(), self.plan().words());
        this.messages = self.plan().messages().happen()
                ? new MessageClock(
                        self.number(), self.plan().messages(), self.timers(), this::sendMessage, self.events())
                : null;
    }

    /** The client is there: messages fall due from now on. */
    void start() {
        if (messages != null) {
            messages.start(self.random());
        }
    }

    /** The client will not come back. */
    void stop() {
        if (messages != null) {
            messages.stop();
        }
    }

    /** The upgrade was accepted. */
    void begin() {
        state = State.JOINING;
        answered = false;
        talk.opened(this);
    }

    /** Whether the client is away by its own choice. */
    void away(boolean isAway) {
        if (messages != null) {
            messages.away(isAway);
        }
    }

    /** The connection is over. */
    void end() {
        state = State.CLOSED;
        mayTalk(false);
    }

    /** How long ago the last sign of life was. */
    long sinceSeenNanos(long nowNanos) {
        return heartbeat.sinceSeenNanos(nowNanos);
    }

    /** How long until a heartbeat rule that polls looks next; 0 if it does not poll. */
    long untilPollNanos(long nowNanos) {
        return heartbeat.untilPollNanos(nowNanos);
    }

    void onBytes() {
        seen(Signal.BYTES);
    }

    void onPong(long payload) {
        long now = self.timers().nanoTime();
        if (state == State.OPEN && heartbeat.pong(payload, now)) {
            lookLater(now);
        }
        if (payload >= 0) {
            confirm(now);
        }
        answered(payload, now);
    }

    void onText(byte[] utf8) {
        hearing = true;
        talk.heard(utf8, heartbeat.pingNumber(), this);
        hearing = false;
    }

    /** Looks whether a ping or the end is due. It is the task itself: a reference to a method would be an object more. */
    @Override
    public void run() {
        long now = self.timers().nanoTime();
        switch (heartbeat.step(now, self.random())) {
            case EXPIRE -> expire(self.plan().heartbeat().expiry().action());
            case PING -> ping(now);
            case WAIT -> lookLater(now);
        }
    }

    @Override
    public void say(byte[] utf8) {
        if (state != State.CLOSED) {
            self.transport().sendText(utf8);
        }
    }

    /** The greeting is through; where there is none, that is when the upgrade was accepted. */
    @Override
    public void joined(Terms terms) {
        if (state != State.JOINING) {
            return;
        }
        state = State.OPEN;
        long now = self.timers().nanoTime();
        heartbeat.opened(self.plan().dialect().tuned(self.plan().heartbeat(), terms), now, self.random());
        host.joined(now, hearing);
        if (hearing
                || (!self.plan().heartbeat().asks() && !self.plan().messages().sends())) {
            confirm(now);
        }
        mayTalk(true);
        lookLater(now);
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
        if (state != State.OPEN || messages == null) {
            return;
        }
        if (messages.isEcho(payload)) {
            confirm(now);
            messages.answered(payload, now);
        } else {
            messages.push(payload).ifPresent(push -> received(push, now));
        }
    }

    /** A message of its own that comes back from the room is an answer; what others send proves nothing of its own way. */
    private void received(PushText push, long now) {
        if (push.sender() == self.number()) {
            confirm(now);
        }
        self.events()
                .messageReceived(
                        self.number(), push.sender(), push.sequence(), push.intendedNanos(), push.sentNanos(), now);
    }

    @Override
    public void noise() {
        seen(Signal.MESSAGE);
    }

    @Override
    public void dismissed(boolean mayReturn) {
        if (state != State.CLOSED) {
            self.transport().close(OnExpiry.NO_STATUS);
            host.over(mayReturn ? CloseCause.SENT_BACK : CloseCause.SENT_AWAY);
        }
    }

    private void expire(OnExpiry action) {
        if (action.sendsClose()) {
            self.transport().close(action.closeCode(), action.reason());
        } else {
            self.transport().abort();
        }
        host.over(CloseCause.HEARTBEAT_EXPIRED);
    }

    private void ping(long now) {
        if (talk.pingsInText()) {
            self.transport().sendText(talk.ping(heartbeat.pingNumber()));
        } else {
            self.transport().ping(heartbeat.pingNumber());
        }
        self.events().heartbeatSent(self.number(), heartbeat.pingIntendedNanos(), now);
        lookLater(now);
    }

    private void mayTalk(boolean yes) {
        if (messages != null) {
            messages.open(yes);
        }
    }

    private void sendMessage(byte[] payload) {
        self.transport().sendText(talk.message(payload));
    }

    private long seen(Signal signal) {
        long now = self.timers().nanoTime();
        if (state == State.OPEN && heartbeat.seen(signal, now)) {
            lookLater(now);
        }
        return now;
    }

    private void confirm(long now) {
        if (state == State.OPEN && !answered) {
            answered = true;
            self.events().answered(self.number(), now);
        }
    }

    /** The latest ping was answered, unless it is a pong of an earlier one. */
    private void answered(long pingNumber, long now) {
        long sent = heartbeat.pingSentNanos();
        if (state == State.OPEN && heartbeat.answers(pingNumber)) {
            self.events().heartbeatAnswered(self.number(), heartbeat.pingIntendedNanos(), sent, now);
        }
    }

    private void lookLater(long now) {
        host.wantLook(heartbeat.lookAgainNanos(now));
    }
}
