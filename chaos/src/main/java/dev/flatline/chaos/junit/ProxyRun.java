package dev.flatline.chaos.junit;

import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ProxyPatch;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.ProxyView;
import dev.flatline.chaos.service.ChaosService;
import dev.flatline.chaos.service.ServiceOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proxy from its first use to its end, in a service of its own: so it has its own seed, ledger and failures. Thread-safe;
 * tests have it one after the other.
 */
final class ProxyRun {

    private static final int MAX_FAILURES = 10;
    private static final int LEDGER_CAPACITY = 1 << 16;

    private final ProxyDefinition definition;
    private final Proxy proxy = new Proxy(this);
    private final Semaphore turn = new Semaphore(1);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger failureCount = new AtomicInteger();
    private Supplier<String> source;
    private String upstream = "";
    private boolean lookedUp;
    private boolean over;
    private @Nullable ChaosService service;
    private long mark;

    /** Does not listen yet. */
    ProxyRun(ProxyDefinition definition, Supplier<String> source) {
        this.definition = definition;
        this.source = source;
    }

    ProxyDefinition definition() {
        return definition;
    }

    /** What tests have in their hands. */
    Proxy proxy() {
        return proxy;
    }

    /** A test begins, which waits until no other one has it; then the upstream is looked up anew. */
    void begin(Supplier<String> newSource) {
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another test had " + this, e);
        }
        synchronized (this) {
            source = newSource;
            lookedUp = false;
            mark = service == null ? 0 : service.ledger().last();
        }
    }

    /** A test is over, and others follow: every toxic goes, every connection is closed, and it is up. */
    synchronized void end() {
        try {
            if (service != null) {
                service.hub().reset().join();
                FaultProxy running = service.running().get(definition.name());
                if (running != null) {
                    running.closeConnections().join();
                }
            }
            assertSound();
        } catch (ControlException | CompletionException e) {
            throw new AssertionError(this + " could not be cleaned after the test: " + e.getMessage(), e);
        } finally {
            turn.release();
        }
    }

    /** Stops for good; fails if anything is left, or if it has failed itself. */
    synchronized void close() {
        over = true;
        ChaosService closing = service;
        service = null;
        if (closing == null) {
            return;
        }
        FaultProxy last = closing.running().get(definition.name());
        closing.close();
        assertSound();
        if (last != null && last.openConnections() > 0) {
            throw new AssertionError(this + " is closed, and still holds connections: " + last.openConnections());
        }
    }

    /** What it runs in; it listens from now on, with the upstream of this test. */
    synchronized ChaosService service() {
        if (over) {
            throw new IllegalStateException(this + " is closed: its test is over");
        }
        ChaosService running = service;
        if (running != null && lookedUp) {
            return running;
        }
        String wanted = source.get();
        try {
            if (running == null) {
                running = open(wanted);
                service = running;
            } else if (!wanted.equals(upstream)) {
                running.hub().update(definition.name(), new ProxyPatch(null, wanted, null));
            }
        } catch (ControlException | IOException e) {
            throw new IllegalStateException(this + " does not start: " + e.getMessage(), e);
        }
        upstream = wanted;
        lookedUp = true;
        return running;
    }

    private ChaosService open(String wanted) throws IOException {
        ServiceOptions options = ServiceOptions.defaults()
                .inProcess()
                .withSeed(definition.seed())
                .with(new ServiceOptions.LedgerOptions(LEDGER_CAPACITY, definition.recordsDelays(), null));
        ChaosService opened = ChaosService.open(options, this::failed);
        try {
            opened.hub().create(new ProxySpec(definition.name(), definition.listen(), wanted, true));
        } catch (ControlException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    ProxyHub hub() {
        return service().hub();
    }

    ProxyView view() {
        return hub().proxy(definition.name());
    }

    /** The number of the last injection before this test. */
    synchronized long mark() {
        return mark;
    }

    /** What has been done in this test; null if it has not been used. */
    synchronized @Nullable ProxyLedger ledgerIfUsed() {
        return service == null ? null : new ProxyLedger(this, service);
    }

    private void failed(Throwable failure) {
        if (failureCount.incrementAndGet() <= MAX_FAILURES) {
            failures.add(failure);
        }
    }

    private void assertSound() {
        if (!failures.isEmpty()) {
            List<Throwable> found = List.copyOf(failures);
            int count = failureCount.getAndSet(0);
            failures.clear();
            AssertionError error = new AssertionError(
                    this + " failed by itself, " + count + " times; the first: " + found.get(0), found.get(0));
            found.subList(1, found.size()).forEach(error::addSuppressed);
            throw error;
        }
    }

    /** Waits for a change, which has a limit of its own. */
    <T> T done(Supplier<CompletableFuture<T>> change) {
        try {
            return change.get().join();
        } catch (ControlException e) {
            throw new IllegalStateException(this + ": " + e.getMessage(), e);
        } catch (CompletionException e) {
            throw new IllegalStateException(this + ": " + e.getCause(), e);
        }
    }

    @Override
    public String toString() {
        return "proxy '" + definition.name() + "' of " + definition.origin();
    }
}
