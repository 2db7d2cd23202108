package dev.flatline.chaos.control.v1;

import dev.flatline.chaos.control.Alarms;
import dev.flatline.chaos.control.LedgerEntry;
import dev.flatline.chaos.control.LedgerSource;
import dev.flatline.chaos.control.http.StreamedBody;
import dev.flatline.core.time.Alarm;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A ledger that is written to a client as it grows. When nothing was written for a while an empty line shows that it is still
 * there, and whether the client is.
 */
final class LedgerStream {

    private static final int BATCH = 500;
    private static final int BATCHES_A_TURN = 20;
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final LedgerSource source;
    private final Alarms alarms;
    private final StreamedBody body;
    private final Runnable onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private long after;

    LedgerStream(LedgerSource source, Alarms alarms, StreamedBody body, long after, Runnable onEnd) {
        this.source = source;
        this.alarms = alarms;
        this.body = body;
        this.after = after;
        this.onEnd = onEnd;
    }

    /** Begins on the calling thread. */
    void start() {
        try {
            body.begin(LedgerResource.TYPE);
            String head = Shown.head(source.head());
            if (!head.isEmpty()) {
                body.write(head);
            }
            turn();
        } catch (IOException clientGone) {
            end();
        }
    }

    /** Writes what there is, then waits without a thread. One turn at a time. */
    private void turn() throws IOException {
        List<LedgerEntry> entries = source.read(after, BATCH);
        for (int i = 0; i < BATCHES_A_TURN && !entries.isEmpty(); i++) {
            body.write(Shown.lines(entries, after));
            after = entries.get(entries.size() - 1).sequence();
            entries = source.read(after, BATCH);
        }
        AtomicBoolean woken = new AtomicBoolean();
        CompletableFuture<Void> written = source.written(after);
        Alarm alarm = alarms.after(QUIET_NANOS, () -> {
            if (woken.compareAndSet(false, true)) {
                written.cancel(false);
                next(true);
            }
        });
        CompletionStage<Void> word = written;
        word.whenComplete((done, failure) -> {
            if (woken.compareAndSet(false, true)) {
                alarm.cancel();
                next(false);
            }
        });
    }

    private void next(boolean quiet) {
        body.execute(
                () -> {
                    try {
                        if (quiet) {
                            body.write("\n");
                        }
                        turn();
                    } catch (IOException clientGone) {
                        end();
                    } catch (RuntimeException e) {
                        end();
                        throw e;
                    }
                },
                full -> end());
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            body.close();
            onEnd.run();
        }
    }
}
