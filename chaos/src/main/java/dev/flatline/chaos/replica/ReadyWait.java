package dev.flatline.chaos.replica;

import dev.flatline.core.text.Durations;
import java.net.InetSocketAddress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits until a server is ready, no longer than its check allows, and not for one that has ended. */
public final class ReadyWait {

    private static final long LOOK_MILLIS = 100;

    private final ReadyCheck check;
    private final String path;
    private final LongSupplier nanoTime;
    private final BooleanSupplier interrupted;

    /**
     * Creates one for servers of a plan.
     *
     * @param surroundings whose clock is used, and whose interruption ends the wait
     */
    public ReadyWait(ReplicaPlan plan, Surroundings surroundings) {
        this.check = plan.ready();
        this.path = plan.path();
        this.nanoTime = surroundings.nanoTime();
        this.interrupted = surroundings.interrupted();
    }

    /**
     * Waits for one. Blocks. When the run is interrupted, the wait is over at once, whether it is ready or not.
     *
     * @param name what it is called
     * @param address where it is to listen
     * @param log what it writes
     * @param end completed with its exit code when it ends
     * @throws ReplicaException if it does not get ready: a line with its last words
     */
    public void until(String name, InetSocketAddress address, ServerLog log, CompletableFuture<Integer> end)
            throws ReplicaException {
        long began = nanoTime.getAsLong();
        String missing = look(address, log);
        while (!missing.isEmpty() && !interrupted.getAsBoolean()) {
            if (nanoTime.getAsLong() - began >= check.withinNanos()) {
                throw ReplicaException.unready(name + " was not ready within " + Durations.text(check.withinNanos())
                        + ": " + missing + log.lastWords());
            }
            try {
                int exit = end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                throw ReplicaException.unready(
                        name + " ended with exit code " + exit + " before it was ready" + log.lastWords());
            } catch (TimeoutException goesOn) {
                missing = look(address, log);
            } catch (ExecutionException | CancellationException e) {
                throw new ReplicaException(name + " cannot be watched: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ReplicaException("interrupted while waiting for " + name, e);
            }
        }
    }

    /** What is missing; empty if it is ready. */
    private String look(InetSocketAddress address, ServerLog log) {
        ReadyProbe probe = new ReadyProbe(address);
        String where = address.getHostString() + ":" + address.getPort();
        return switch (check.kind()) {
            case TCP -> said("nobody accepts a connection on " + where, probe.tcp());
            case HTTP -> said("GET http://" + where + check.detail(), probe.http(check.detail()));
            case WEBSOCKET -> said("no WebSocket on ws://" + where + path, probe.webSocket(path));
            case LOG -> log.hasSeen() ? "" : "no line of its log matches '" + check.detail() + "'";
        };
    }

    private static String said(String what, String problem) {
        return problem.isEmpty() ? "" : what + " (" + problem + ")";
    }
}
