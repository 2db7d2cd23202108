package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import java.util.BitSet;

/** Connects and retries: how long each part took, what failed and why, how many attempts a recovery cost. */
final class ConnectMeter {

    private final BitSet retrying = new BitSet();
    private final CauseCounts failures = new CauseCounts();
    private final Scopes scopes;

    final AttemptMeter attempts = new AttemptMeter();
    final LatencyRecorder tcp = new LatencyRecorder("connect.tcp");
    final LatencyRecorder tls = new LatencyRecorder("connect.tls");
    final LatencyRecorder greeting = new LatencyRecorder("connect.greeting");
    final LatencyRecorder upgrade = new LatencyRecorder("connect.upgrade");
    final LatencyRecorder total = new LatencyRecorder("connect.total");
    final LatencyRecorder totalRaw = new LatencyRecorder("connect.total.raw");

    ConnectMeter(Scopes scopes) {
        this.scopes = scopes;
    }

    void attempted(int client, boolean retry, long sinceStartNanos) {
        retrying.set(client, retry);
        if (retry) {
            attempts.retried(sinceStartNanos);
            scopes.tell(client, scope -> scope.attempts.retried(sinceStartNanos));
        }
    }

    /** Whether the client's latest attempt is one to come back. */
    boolean isRetrying(int client) {
        return retrying.get(client);
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
        ScopeMeter group = scopes.groupOf(client);
        if (group != null) {
            group.connectTotal.record(times.intendedNanos(), times.openedNanos());
        }
        if (retrying.get(client)) {
            attempts.returned();
            scopes.tell(client, scope -> scope.attempts.returned());
        }
    }

    void failed(int client, CloseCause cause, int code) {
        failures.count(cause, code);
        if (retrying.get(client)) {
            attempts.failed();
            scopes.tell(client, scope -> scope.attempts.failed());
        }
    }

    CauseCounts failures() {
        return failures;
    }
}
