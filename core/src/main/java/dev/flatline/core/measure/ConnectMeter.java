package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import java.util.Arrays;
import java.util.BitSet;

/** Connects and retries: how long each part took, what failed and why, how many attempts a recovery cost. */
final class ConnectMeter {

    private final BitSet retrying = new BitSet();
    private final CauseCounts failures = new CauseCounts();
    private long retries;
    private long returns;
    private long wasted;
    private long[] perSecond = new long[64];
    private long peak;

    final LatencyRecorder tcp = new LatencyRecorder("connect.tcp");
    final LatencyRecorder tls = new LatencyRecorder("connect.tls");
    final LatencyRecorder greeting = new LatencyRecorder("connect.greeting");
    final LatencyRecorder upgrade = new LatencyRecorder("connect.upgrade");
    final LatencyRecorder total = new LatencyRecorder("connect.total");
    final LatencyRecorder totalRaw = new LatencyRecorder("connect.total.raw");

    void attempted(int client, boolean retry, long sinceStartNanos) {
        retrying.set(client, retry);
        if (!retry) {
            return;
        }
        retries++;
        int second = (int) Math.max(0, sinceStartNanos / 1_000_000_000L);
        if (second >= perSecond.length) {
            perSecond = Arrays.copyOf(perSecond, Math.max(second + 1, perSecond.length * 2));
        }
        peak = Math.max(peak, ++perSecond[second]);
    }

    void opened(int client, ConnectTimes times) {
        tcp.record(times.startedNanos(), times.connectedNanos());
        if (times.securedNanos() != times.connectedNanos()) {
            tls.record(times.connectedNanos(), times.securedNanos());
        }
        upgrade.record(times.securedNanos(), times.upgradedNanos());
        if (times.openedNanos() != times.upgradedNanos()) {
            greeting.record(times.upgradedNanos(), times.openedNanos());
        }
        total.record(times.intendedNanos(), times.openedNanos());
        totalRaw.record(times.startedNanos(), times.openedNanos());
        if (retrying.get(client)) {
            returns++;
        }
    }

    void failed(int client, CloseCause cause, int code) {
        failures.count(cause, code);
        if (retrying.get(client)) {
            wasted++;
        }
    }

    CauseCounts failures() {
        return failures;
    }

    long retries() {
        return retries;
    }

    long peak() {
        return peak;
    }

    long wasted() {
        return wasted;
    }

    /** Retries per successful return; NaN when nobody returned. */
    double perRecovery() {
        return returns == 0 ? Double.NaN : (double) retries / returns;
    }
}
