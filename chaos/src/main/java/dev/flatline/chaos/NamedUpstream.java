package dev.flatline.chaos;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy passes connections on to. A name is looked up when the first connection comes, and again for one that comes
 * when the last answer is old or could not be reached: names come to mean other addresses. Lookups have a thread of their
 * own, one at a time, because they may take long. May be used from any thread.
 */
final class NamedUpstream implements Upstream {

    /** How long an answer counts. */
    static final long FRESH_NANOS = 5_000_000_000L;

    /** Finds the addresses of a name, in the order in which they are to be tried; blocks for as long as that takes. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final HostPort where;
    private final Resolver resolver;
    private final Consumer<Throwable> onFailure;
    private final boolean literal;

    /** As they were last found; empty when there are none. */
    private volatile List<InetSocketAddress> last = List.of();

    private @Nullable CompletableFuture<List<InetSocketAddress>> lookup;
    private boolean fresh;
    private long askedNanos;

    /**
     * Looks nothing up.
     *
     * @param onFailure told what a lookup fails with, other than that there is no such host
     */
    NamedUpstream(HostPort where, Resolver resolver, Consumer<Throwable> onFailure) {
        this.where = where;
        this.resolver = resolver;
        this.onFailure = onFailure;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(where.host());
        this.literal = address != null && where.host().indexOf('%') < 0;
        if (literal) {
            last = List.of(new InetSocketAddress(ofBytes(where.host(), address), where.port()));
        }
    }

    private static InetAddress ofBytes(String host, byte @Nullable [] address) {
        try {
            return InetAddress.getByAddress(host, address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets are an address", e);
        }
    }

    @Override
    public List<InetSocketAddress> last() {
        return last;
    }

    /** {@inheritDoc} It completes on the thread of the lookup, if there is one. */
    @Override
    public synchronized CompletableFuture<List<InetSocketAddress>> addresses(long nowNanos) {
        if (lookup != null) {
            return lookup;
        }
        if (literal || (fresh && nowNanos - askedNanos < FRESH_NANOS)) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<List<InetSocketAddress>> asked = new CompletableFuture<>();
        lookup = asked;
        askedNanos = nowNanos;
        Thread thread = new Thread(() -> lookUp(asked), "flatline-upstream-lookup");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> onFailure.accept(failure));
        thread.start();
        return asked;
    }

    /** The name may mean others by now. */
    @Override
    public synchronized void unreachable() {
        fresh = false;
    }

    private void lookUp(CompletableFuture<List<InetSocketAddress>> asked) {
        boolean found = false;
        try {
            last = Arrays.stream(resolver.addresses(where.host()))
                    .map(address -> new InetSocketAddress(address, where.port()))
                    .toList();
            found = true;
        } catch (UnknownHostException nobody) {
            found = false;
        } finally {
            over(found);
            asked.complete(last);
        }
    }

    private synchronized void over(boolean found) {
        lookup = null;
        fresh = found;
    }
}
