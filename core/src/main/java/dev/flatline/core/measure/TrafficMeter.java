package dev.flatline.core.measure;

import dev.flatline.core.connection.PushText;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;

/** Heartbeats and messages: how long they took, and what became of those that never arrived. Not thread-safe. */
final class TrafficMeter {

    final LatencyRecorder heartbeatRtt = new LatencyRecorder("heartbeat.rtt");
    final LatencyRecorder heartbeatRttRaw = new LatencyRecorder("heartbeat.rtt.raw");
    final LatencyRecorder messageRtt = new LatencyRecorder("message.rtt");
    final LatencyRecorder messageRttRaw = new LatencyRecorder("message.rtt.raw");
    final LatencyRecorder messagePush = new LatencyRecorder("message.push");
    final LatencyRecorder messagePushRaw = new LatencyRecorder("message.push.raw");
    private final UnansweredMeter heartbeatsUnanswered;
    private final UnansweredMeter messagesUnanswered;
    final StreamMeter streams;
    private final LoadPlan load;
    private final long originNanos;
    private final Scopes scopes;
    private long sent;
    private long skipped;

    TrafficMeter(LoadPlan load, long originNanos, Scopes scopes) {
        this.load = load;
        this.originNanos = originNanos;
        this.scopes = scopes;
        streams = new StreamMeter(load, originNanos);
        heartbeatsUnanswered = new UnansweredMeter(load.clients(), originNanos);
        messagesUnanswered = new UnansweredMeter(load.clients(), originNanos);
    }

    /** A client's connection opened. */
    void opened(int client) {
        streams.opened(client);
    }

    /** A client's connection was lost. */
    void cutOff(int client) {
        heartbeatsUnanswered.cutOff(client);
        messagesUnanswered.cutOff(client);
    }

    /** A client left by its own choice. */
    void left(int client, long nowNanos) {
        heartbeatsUnanswered.left(client);
        messagesUnanswered.left(client);
        streams.left(client, nowNanos);
    }

    void heartbeatSent(int client, long nowNanos) {
        heartbeatsUnanswered.sent(client, nowNanos);
    }

    void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        heartbeatRtt.record(intendedNanos, nowNanos);
        ScopeMeter group = scopes.groupOf(client);
        if (group != null) {
            group.heartbeatRtt.record(intendedNanos, nowNanos);
        }
        heartbeatRttRaw.record(sentNanos, nowNanos);
        heartbeatsUnanswered.answered(client, sentNanos);
    }

    void messageSent(int client, long nowNanos) {
        sent++;
        if (load.groupOf(client).client().messages().are(MessagePlan.Kind.ROOM)) {
            streams.sentToRoom(client, nowNanos);
        } else {
            messagesUnanswered.sent(client, nowNanos);
        }
    }

    /** The server sent it of its own accord. */
    void messagePushed(int client, long nowNanos) {
        if (client >= 0 && client < load.clients()) {
            sent++;
            streams.pushed(client, nowNanos);
        }
    }

    void messageSkipped() {
        skipped++;
    }

    void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        streams.echoed(client, intendedNanos - originNanos);
        messageRtt.record(intendedNanos, nowNanos);
        ScopeMeter group = scopes.groupOf(client);
        if (group != null) {
            group.messageRtt.record(intendedNanos, nowNanos);
        }
        messageRttRaw.record(sentNanos, nowNanos);
        messagesUnanswered.answered(client, sentNanos);
    }

    void messageReceived(int client, PushText message, long nowNanos) {
        streams.received(client, message.sender(), message.sequence());
        messagePush.record(message.intendedNanos(), nowNanos);
        messagePushRaw.record(message.sentNanos(), nowNanos);
    }

    /** Messages that left. */
    long sent() {
        return sent;
    }

    /** Messages that were due while their sender had no open connection. */
    long skipped() {
        return skipped;
    }

    /** Pings that were never answered, when so many full seconds of the run are over. */
    long heartbeatsLost(long closedSeconds) {
        return heartbeatsUnanswered.lost(closedSeconds);
    }

    /** Messages that never arrived where they should, likewise. */
    long messagesLost(long closedSeconds) {
        return messagesUnanswered.lost(closedSeconds) + streams.lost(closedSeconds);
    }
}
