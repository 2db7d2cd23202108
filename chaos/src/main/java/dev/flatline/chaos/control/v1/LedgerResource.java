package dev.flatline.chaos.control.v1;

import dev.flatline.chaos.control.Alarms;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.LedgerEntry;
import dev.flatline.chaos.control.LedgerSource;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code /v1/ledger}: what was done to whom, as JSON lines. {@code after} is the last sequence number that is known already,
 * {@code max} bounds the lines, {@code wait} waits for the first one, and {@code follow} goes on until the client leaves.
 * The first line may give the time of day. Where older entries have been dropped a line {@code {"lost": 7}} stands in their place. Waiting takes no thread.
 */
public final class LedgerResource implements Resource {

    private static final int DEFAULT_MAX = 1_000;
    private static final int MOST_AT_ONCE = 10_000;
    private static final int MAX_WAITING = 32;
    private static final long MOST_WAIT_NANOS = 60_000_000_000L;
    static final String TYPE = "application/x-ndjson";

    private final LedgerSource source;
    private final Alarms alarms;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    /** A ledger; alarms tell those that follow it that it is still there. */
    public LedgerResource(LedgerSource source, Alarms alarms) {
        this.source = source;
        this.alarms = alarms;
    }

    @Override
    public void addTo(Router router) {
        router.later("GET", "/v1/ledger", this::read);
    }

    private CompletionStage<Reply> read(Request request) {
        long after = Parameters.whole(request, "after", 0, 0, Long.MAX_VALUE);
        int max = (int) Parameters.whole(request, "max", DEFAULT_MAX, 1, MOST_AT_ONCE);
        long waitNanos = Math.min(MOST_WAIT_NANOS, Parameters.nanos(request, "wait", 0));
        if (Parameters.flag(request, "follow")) {
            take();
            new LedgerStream(source, alarms, request.takeOver().get(), after, waiting::release).start();
            return CompletableFuture.completedFuture(Reply.taken());
        }
        List<LedgerEntry> entries = source.read(after, max);
        if (!entries.isEmpty() || waitNanos == 0) {
            return CompletableFuture.completedFuture(page(entries, after));
        }
        take();
        CompletableFuture<Void> written = source.written(after);
        return written.copy()
                .completeOnTimeout(null, waitNanos, TimeUnit.NANOSECONDS)
                .handleAsync(
                        (done, failure) -> {
                            waiting.release();
                            written.cancel(false);
                            return page(source.read(after, max), after);
                        },
                        request.threads());
    }

    private void take() {
        if (!waiting.tryAcquire()) {
            throw new ControlException(503, MAX_WAITING + " clients wait for the ledger already");
        }
    }

    private Reply page(List<LedgerEntry> entries, long after) {
        return Reply.text(200, TYPE, Shown.head(source.head()) + Shown.lines(entries, after));
    }
}
