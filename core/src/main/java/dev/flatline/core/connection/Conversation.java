package dev.flatline.core.connection;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.time.Timers;
import java.util.random.RandomGenerator;

/**
 * What one client says and hears on a connection that the server has accepted: the greeting of its dialect, heartbeats and
 * messages. It serves all connections of the client, one after the other.
 */
final class Conversation implements Ear.OfClient {

    /** Whose conversation it is. */
    interface Host {

        /** The greeting is through. */
        void joined(long nowNanos);

        /** {@link #look} is wanted after that long, {@link HeartbeatRule#NEVER} for not at all; the one wanted before is not. */
        void wantLook(long delayNanos);

        /** The client has given the connection up, and the transport has been told. */
        void over(CloseCause cause);
    }

    private enum State {
        CLOSED,
        JOINING,
        OPEN
    }

    private final int client;
    private final ClientPlan plan;
    private final Timers timers;
    private final Transport transport;
    private final RandomGenerator random;
    private final ConnectionEvents events;
    private final Host host;
    private final ClientHeartbeat heartbeat;
    private final ClientTalk talk;
    private final MessageClock messages;

    private State state = State.CLOSED;
    private boolean answered;
    /** Whether the greeting that is through was an answer. */
    private boolean hearing;

    Conversation(Client of, Host host) {
        this.client = of.number;
        this.plan = of.plan;
        this.timers = of.timers;
        this.transport = of.transport;
        this.random = of.random;
        this.events = of.events;
        this.host = host;
        this.heartbeat = new ClientHeartbeat(plan.heartbeat());
        this.talk = plan.dialect().client(plan.heartbeat());
        this.messages = new MessageClock(client, plan.messages(), timers, this::sendMessage, events);
    }

    /** What a client is made of. */
    record Client(
            int number,
            ClientPlan plan,
            Timers timers,
            Transport transport,
            RandomGenerator random,
            ConnectionEvents events) {}

    /** The client is there: messages fall due from now on. */
    void start() {
        messages.start(random);
    }

    /** The client will not come back. */
    void stop() {
        messages.stop();
    }

    /** The upgrade was accepted. */
    void begin() {
        state = State.JOINING;
        answered = false;
        talk.opened(this);
    }

    /** Whether the client is away by its own choice. */
    void away(boolean isAway) {
        messages.away(isAway);
    }

    /** The connection is over. */
    void end() {
        state = State.CLOSED;
        messages.open(false);
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
        long now = timers.nanoTime();
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

    /** Looks whether a ping or the end is due. */
    void look() {
        long now = timers.nanoTime();
        switch (heartbeat.step(now, random)) {
            case EXPIRE -> expire(plan.heartbeat().expiry().action());
            case PING -> ping(now);
            case WAIT -> lookLater(now);
        }
    }

    @Override
    public void say(byte[] utf8) {
        if (state != State.CLOSED) {
            transport.sendText(utf8);
        }
    }

    /** The greeting is through; where there is none, that is when the upgrade was accepted. */
    @Override
    public void joined(Terms terms) {
        if (state != State.JOINING) {
            return;
        }
        state = State.OPEN;
        long now = timers.nanoTime();
        heartbeat.opened(plan.dialect().tuned(plan.heartbeat(), terms), now, random);
        host.joined(now);
        if (hearing || (!plan.heartbeat().asks() && !plan.messages().sends())) {
            confirm(now);
        }
        messages.open(true);
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
        if (state != State.OPEN) {
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
        if (push.sender() == client) {
            confirm(now);
        }
        events.messageReceived(client, push.sender(), push.sequence(), push.intendedNanos(), push.sentNanos(), now);
    }

    @Override
    public void noise() {
        seen(Signal.MESSAGE);
    }

    @Override
    public void dismissed(boolean mayReturn) {
        if (state != State.CLOSED) {
            transport.close(OnExpiry.NO_STATUS);
            host.over(mayReturn ? CloseCause.SENT_BACK : CloseCause.SENT_AWAY);
        }
    }

    private void expire(OnExpiry action) {
        if (action.sendsClose()) {
            transport.close(action.closeCode(), action.reason());
        } else {
            transport.abort();
        }
        host.over(CloseCause.HEARTBEAT_EXPIRED);
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

    private void sendMessage(byte[] payload) {
        transport.sendText(talk.message(payload));
    }

    private long seen(Signal signal) {
        long now = timers.nanoTime();
        if (state == State.OPEN && heartbeat.seen(signal, now)) {
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
        if (state == State.OPEN && heartbeat.answers(pingNumber)) {
            events.heartbeatAnswered(client, heartbeat.pingIntendedNanos(), sent, now);
        }
    }

    private void lookLater(long now) {
        host.wantLook(heartbeat.lookAgainNanos(now));
    }
}
