package dev.flatline.benchmarks.heartbeat;

import dev.flatline.core.heartbeat.ExpiryDetector;
import java.util.SplittableRandom;

/** Connections held by a {@link Subject}, in the random order in which their messages arrive. */
final class Fleet {

    private static final long SEED = 42;
    /** A turn of a loop that has something to do. */
    private static final long STEP_NANOS = 20_000_000;

    final Subject subject;
    final SplittableRandom random = new SplittableRandom(SEED);
    final Reports reports = new Reports();
    private final int[] order;
    private int next;
    private long debtNanos;

    /** Adds the connections, evenly over half of the timeout. */
    Fleet(String detector, int connections) {
        subject = new Subject(detector, connections);
        order = new int[connections];
        for (int i = 0; i < connections; i++) {
            subject.advance(Subject.TIMEOUT_NANOS / 2 / connections);
            int slot = subject.detector.add(subject.now());
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = slot;
        }
    }

    /** The next connections of the order give a sign of life, each as often as the others. */
    void touch(int count) {
        ExpiryDetector detector = subject.detector;
        long now = subject.now();
        int i = next;
        for (int left = count; left > 0; left--) {
            detector.touch(order[i], now);
            i = i + 1 == order.length ? 0 : i + 1;
        }
        next = i;
    }

    /** The next connections of the order leave, and as many come, at such a rate that each stays for a time. */
    void replace(int count, long lifeNanos) {
        ExpiryDetector detector = subject.detector;
        for (int left = count; left > 0; left--) {
            debtNanos += lifeNanos / order.length;
            if (debtNanos >= STEP_NANOS) {
                subject.advance(debtNanos);
                debtNanos = 0;
            }
            detector.remove(order[next]);
            order[next] = detector.add(subject.now());
            next = next + 1 == order.length ? 0 : next + 1;
        }
    }

    /** Lets the timeout pass while all but a share of the connections, evenly over that time, give one sign of life. */
    void passTimeout(int silentPercent) {
        int alive = (int) (order.length * (100L - silentPercent) / 100);
        pass(Subject.TIMEOUT_NANOS - STEP_NANOS, alive);
        subject.advance(STEP_NANOS);
    }

    /** Lets time pass in short steps, with as many signs of life, evenly over that time. */
    void pass(long nanos, int touches) {
        long steps = nanos / STEP_NANOS;
        for (long step = 0; step < steps; step++) {
            subject.advance(STEP_NANOS);
            touch((int) (touches * (step + 1) / steps - touches * step / steps));
        }
    }

    /** What was reported, so that nothing is optimised away. */
    static final class Reports implements ExpiryDetector.Silence {
        private long sum;
        private long count;

        @Override
        public void quiet(int slot) {
            throw new AssertionError("the rule of these benchmarks does not ping");
        }

        @Override
        public void expired(int slot) {
            sum += slot;
            count++;
        }

        long sum() {
            return sum;
        }

        long count() {
            return count;
        }
    }
}
