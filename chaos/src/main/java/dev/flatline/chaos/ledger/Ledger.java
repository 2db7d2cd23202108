package dev.flatline.chaos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private final List<CompletableFuture<Void>> waiters = new ArrayList<>();
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
        List<CompletableFuture<Void>> woken = List.of();
        lock.lock();
        try {
            last++;
            ring[(int) (last % ring.length)] = injection.numbered(last);
            if (!waiters.isEmpty()) {
                woken = List.copyOf(waiters);
                waiters.clear();
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(waiter -> waiter.complete(null));
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

    /** The oldest ones that are kept and have a number above {@code after}, at most {@code max} of them. */
    public List<Injection> read(long after, int max) {
        lock.lock();
        try {
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

    /**
     * Completes once there is one with a number above {@code after}, on the thread that writes it or at once; whoever gives
     * up cancels it, and it is forgotten.
     */
    public CompletableFuture<Void> written(long after) {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        lock.lock();
        try {
            waiters.removeIf(CompletableFuture::isDone);
            if (last <= after) {
                waiters.add(waiter);
                return waiter;
            }
        } finally {
            lock.unlock();
        }
        waiter.complete(null);
        return waiter;
    }
}
