package dev.flatline.benchmarks.fleet;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to the clients of a fleet; a client has nothing of its own here. May be used from any thread. */
final class Tally {

    private static final long LIMIT_SECONDS = 50;

    private final LongAdder open = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile CountDownLatch missing = new CountDownLatch(0);

    /** So many clients will be opened from now on. */
    void expect(int clients) {
        missing = new CountDownLatch(clients);
    }

    /** Waits for the clients that are expected. */
    void awaitOpen() throws IOException {
        try {
            if (!missing.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(missing.getCount() + " clients did not open in " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while clients opened", interrupted);
        }
    }

    void opened() {
        open.increment();
        missing.countDown();
    }

    void answered() {
        answers.increment();
    }

    /** A client was lost, or could not connect. */
    void failed() {
        failures.increment();
    }

    /** All clients were ended on purpose. */
    void ended() {
        open.reset();
    }

    /** Clients that were opened and not ended. */
    long open() {
        return open.sum();
    }

    /** Pings that were answered. */
    long answers() {
        return answers.sum();
    }

    long failures() {
        return failures.sum();
    }
}
