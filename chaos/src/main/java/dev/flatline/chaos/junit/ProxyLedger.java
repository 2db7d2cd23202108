package dev.flatline.chaos.junit;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.service.ChaosService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the toxics of a proxy have done since the test began, in order. Each question is answered as of now. It is bounded:
 * when the oldest injections of a test have been dropped, questions are an IllegalStateException.
 */
public final class ProxyLedger {

    private static final String HIT = "hit";
    private static final int MAX_LINES = 50;

    private final String proxy;
    private final Ledger ledger;
    private final LongSupplier clock;
    private final long mark;

    ProxyLedger(ProxyRun run, ChaosService service) {
        this.proxy = run.toString();
        this.ledger = service.ledger();
        this.clock = service.hub()::nanoTime;
        this.mark = run.mark();
    }

    /** Everything. */
    public List<Injection> injections() {
        List<Injection> all = read(mark);
        if (!all.isEmpty() && all.get(0).sequence() > mark + 1) {
            throw new IllegalStateException(
                    proxy + ": the ledger has dropped the oldest injections, it keeps " + all.size());
        }
        return all;
    }

    private List<Injection> read(long after) {
        return ledger.read(after, Integer.MAX_VALUE);
    }

    /** What was done of one kind: {@code began}, {@code hit}, {@code ended}, {@code reset}, {@code refuse}, … */
    public List<Injection> injections(String action) {
        return injections().stream()
                .filter(injection -> injection.action().equals(action))
                .toList();
    }

    /** The connections that were hit, once for each toxic that did. */
    public List<Injection> hits() {
        return injections(HIT);
    }

    /** The connections that a toxic has hit, by its name. */
    public List<Injection> hits(String toxic) {
        return hits().stream()
                .filter(injection -> injection.toxic().equals(toxic))
                .toList();
    }

    /** The numbers of the connections that a toxic has hit, as in {@link ConnectionInfo#number}. */
    public Set<Long> connectionsHit(String toxic) {
        return numbers(hits(toxic));
    }

    static Set<Long> numbers(List<Injection> hits) {
        return hits.stream().map(Injection::connection).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until any toxic has hit a connection in this test; at once if one has. */
    public Injection awaitHit(Duration limit) {
        return await("a hit", injection -> injection.action().equals(HIT), limit);
    }

    /** Waits until a toxic has hit a connection in this test; at once if it has. */
    public Injection awaitHit(String toxic, Duration limit) {
        return await(
                "a hit of " + toxic,
                injection -> injection.action().equals(HIT) && injection.toxic().equals(toxic),
                limit);
    }

    /** Waits until something of one kind has been done in this test; at once if it has. */
    public Injection awaitInjection(String action, Duration limit) {
        return await(action, injection -> injection.action().equals(action), limit);
    }

    /**
     * Waits for an injection of this test; at once if there is one.
     *
     * @param what for the message
     * @throws AssertionError if there is none after that time; shows what there is
     */
    public Injection await(String what, Predicate<Injection> wanted, Duration limit) {
        Waiting waiting = new Waiting(clock, limit);
        long read = mark;
        while (true) {
            CompletableFuture<Void> more = ledger.written(read);
            for (Injection injection : read(read)) {
                if (wanted.test(injection)) {
                    more.cancel(false);
                    return injection;
                }
                read = injection.sequence();
            }
            if (!waiting.until(more)) {
                throw new AssertionError(proxy + ": " + what + " awaited for " + limit + ", there is\n" + this);
            }
        }
    }

    /** The last of it, a line each. */
    @Override
    public String toString() {
        List<Injection> all = read(mark);
        if (all.isEmpty()) {
            return "nothing in the ledger";
        }
        int skipped = Math.max(0, all.size() - MAX_LINES);
        String lines = all.subList(skipped, all.size()).stream()
                .map(injection -> line(injection, all.get(0).atNanos()))
                .collect(Collectors.joining("\n"));
        return skipped == 0 ? lines : "(" + skipped + " before these)\n" + lines;
    }

    private static String line(Injection injection, long since) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%+.3f ms ", (injection.atNanos() - since) / 1e6));
        line.append(injection.toxic()).append(' ').append(injection.action());
        if (injection.connection() > 0) {
            line.append(" connection ").append(injection.connection());
        }
        if (!Double.isNaN(injection.requested())) {
            line.append(" requested ").append(injection.requested());
            line.append(" achieved ").append(injection.achieved());
        }
        return line.toString();
    }
}
