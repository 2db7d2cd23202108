package dev.flatline.chaos.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last injections of all proxies of a process, in one order. It is bounded: a reader who falls behind misses the oldest,
 * and sees that in the gap of the numbers. May be used from any thread; writing never waits for a reader.
 */
public final class Ledger {

    /** How many injections are kept unless said otherwise: some 16 MB when full. */
    public static final int DEFAULT_CAPACITY = 1 << 17;

    private final @Nullable Injection[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final boolean delays;
    private long last;

    /**
     * An empty ledger.
     *
     * @param capacity how many injections are kept, from 1
     * @param delays whether each delayed chunk is written down; otherwise only the meters know of them
     */
    public Ledger(int capacity, boolean delays) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + ", accepted is 1 or more");
        }
        this.ring = new Injection[capacity];
        this.delays = delays;
    }

    /** Whether each delayed chunk is written down. */
    public boolean recordsDelays() {
        return delays;
    }

    /** Writes one down, whose number is given here. */
    public void add(Injection injection) {
        lock.lock();
        try {
            last++;
            ring[(int) (last % ring.length)] = injection.numbered(last);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last one; 0 when there is none. */
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The oldest ones that are kept and have a number above {@code after}, at most {@code max} of them; waits for the
     * first at most that long.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    public List<Injection> read(long after, int max, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (last <= after && left > 0) {
                left = grown.awaitNanos(left);
            }
            List<Injection> found = new ArrayList<>();
            for (long next = Math.max(after, last - ring.length) + 1; next <= last && found.size() < max; next++) {
                Injection injection = ring[(int) (next % ring.length)];
                if (injection != null) {
                    found.add(injection);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }
}
