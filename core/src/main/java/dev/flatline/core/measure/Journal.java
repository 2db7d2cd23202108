package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import java.util.stream.Collectors;

/**
 * Every connection event and every injected fault, one line each: connections go to the journal, faults to the ledger,
 * which {@code flatline} writes to {@code journal.tsv} and {@code ledger.tsv}. Heartbeats and messages are
 * numbers, not events, and are left out.
 */
final class Journal implements RunEvents {

    private final LineLog journal;
    private final LineLog ledger;

    Journal(LineLog journal, LineLog ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    long dropped() {
        return journal.dropped() + ledger.dropped();
    }

    /** Of how many clients one is kept by now, in the journal. */
    long oneOf() {
        return journal.oneOf();
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        journal.at(nowNanos, retry ? "retry" : "connect", client).field(client).end();
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        long micros = (times.openedNanos() - times.intendedNanos()) / 1_000;
        journal.at(times.openedNanos(), "open", client)
                .field(client)
                .field(micros + "us")
                .end();
    }

    @Override
    public void answered(int client, long nowNanos) {
        journal.at(nowNanos, "answered", client).field(client).end();
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void messageSkipped(int client, long nowNanos) {}

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        journal.at(nowNanos, "failed", client)
                .field(client)
                .field(cause.label())
                .field(code)
                .end();
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        journal.at(nowNanos, "lost", client)
                .field(client)
                .field(cause.label())
                .field(code)
                .end();
    }

    @Override
    public void left(int client, long nowNanos) {
        journal.at(nowNanos, "left", client).field(client).end();
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {
        journal.at(nowNanos, "backoff", client)
                .field(client)
                .field(delayNanos / 1_000 + "us")
                .end();
    }

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        journal.at(nowNanos, "gave-up", client)
                .field(client)
                .field(cause.label())
                .field(code)
                .end();
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        journal.at(nowNanos, "server-open", client)
                .field(client)
                .field(connection)
                .end();
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        journal.at(nowNanos, "server-close", client)
                .field(client)
                .field(connection)
                .field(cause.label())
                .end();
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        LineLog line = ledger.at(nowNanos, "began")
                .field(fault.index())
                .field(fault.fault().label());
        if (!fault.servers().isEmpty()) {
            line.field(fault.servers().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        line.end();
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        ledger.at(nowNanos, "hit", client)
                .field(fault.index())
                .field(client)
                .field(connection)
                .end();
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        ledger.at(nowNanos, "escaped", client)
                .field(fault.index())
                .field(client)
                .end();
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        ledger.at(nowNanos, "ended")
                .field(fault.index())
                .field(fault.fault().label())
                .end();
    }
}
