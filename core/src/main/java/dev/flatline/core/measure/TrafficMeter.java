package dev.flatline.core.measure;

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
    private long sent;
    private long skipped;

    TrafficMeter(long originNanos) {
        heartbeatsUnanswered = new UnansweredMeter(originNanos);
        messagesUnanswered = new UnansweredMeter(originNanos);
    }

    void heartbeatSent(long nowNanos) {
        heartbeatsUnanswered.sent(nowNanos);
    }

    void heartbeatAnswered(long intendedNanos, long sentNanos, long nowNanos) {
        heartbeatRtt.record(intendedNanos, nowNanos);
        heartbeatRttRaw.record(sentNanos, nowNanos);
        heartbeatsUnanswered.answered(sentNanos);
    }

    void messageSent(long nowNanos) {
        sent++;
        messagesUnanswered.sent(nowNanos);
    }

    void messageSkipped() {
        skipped++;
    }

    void messageAnswered(long intendedNanos, long sentNanos, long nowNanos) {
        messageRtt.record(intendedNanos, nowNanos);
        messageRttRaw.record(sentNanos, nowNanos);
        messagesUnanswered.answered(sentNanos);
    }

    void messageReceived(long intendedNanos, long sentNanos, long nowNanos) {
        messagePush.record(intendedNanos, nowNanos);
        messagePushRaw.record(sentNanos, nowNanos);
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
        return messagesUnanswered.lost(closedSeconds);
    }
}
