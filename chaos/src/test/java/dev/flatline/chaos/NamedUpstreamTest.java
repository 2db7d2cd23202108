package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a name is looked up, on a clock of the test's own. */
@SuppressWarnings("AddressSelection") // the tests say which address they mean
final class NamedUpstreamTest {

    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void anAddressIsKnownAtOnce() throws Exception {
        NamedUpstream upstream = upstream("::1", host -> {
            throw new AssertionError("nothing to look up");
        });

        assertEquals(List.of(new InetSocketAddress("::1", 80)), addresses(upstream, 0));
        assertTrue(upstream.addresses(0).isDone());
    }

    @Test
    void allAddressesOfANameAreToBeTriedInTheirOrder() throws Exception {
        NamedUpstream upstream = upstream("web", host -> of("127.0.0.3", "::1", "127.0.0.2"));

        assertEquals(List.of(at("127.0.0.3"), at("::1"), at("127.0.0.2")), addresses(upstream, 0));
    }

    @Test
    void anAnswerCountsForFiveSecondsAndIsThenAskedForAgain() throws Exception {
        NamedUpstream upstream = upstream("web", host -> of("127.0.0." + lookups.incrementAndGet()));

        List<InetSocketAddress> first = addresses(upstream, 0);
        List<InetSocketAddress> kept = addresses(upstream, NamedUpstream.FRESH_NANOS - 1);
        List<InetSocketAddress> moved = addresses(upstream, NamedUpstream.FRESH_NANOS);

        assertEquals(List.of(at("127.0.0.1")), first);
        assertEquals(first, kept);
        assertEquals(List.of(at("127.0.0.2")), moved);
    }

    @Test
    void anAnswerThatLedNowhereIsAskedForAgain() throws Exception {
        NamedUpstream upstream = upstream("web", host -> of("127.0.0." + lookups.incrementAndGet()));
        addresses(upstream, 0);

        upstream.unreachable();

        assertEquals(List.of(at("127.0.0.2")), addresses(upstream, 1));
    }

    @Test
    void theLastAnswerStaysWhileTheNameIsUnknownAndEachConnectionAsksAgain() throws Exception {
        NamedUpstream upstream = upstream("web", host -> {
            if (lookups.incrementAndGet() > 1) {
                throw new UnknownHostException(host);
            }
            return of("127.0.0.1");
        });
        addresses(upstream, 0);

        assertEquals(List.of(at("127.0.0.1")), addresses(upstream, NamedUpstream.FRESH_NANOS));
        assertEquals(List.of(at("127.0.0.1")), addresses(upstream, NamedUpstream.FRESH_NANOS + 1));
        assertEquals(3, lookups.get());
    }

    @Test
    void aSlowResolverHoldsNobodyUpAndIsAskedOnceAtATime() throws Exception {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        NamedUpstream upstream = upstream("web", host -> {
            lookups.incrementAndGet();
            return answer.join();
        });

        CompletableFuture<List<InetSocketAddress>> first = upstream.addresses(0);
        CompletableFuture<List<InetSocketAddress>> second = upstream.addresses(2 * NamedUpstream.FRESH_NANOS);

        assertFalse(first.isDone());
        assertSame(first, second);
        answer.complete(of("127.0.0.1"));
        assertEquals(List.of(at("127.0.0.1")), first.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(1, lookups.get());
    }

    @Test
    void aResolverThatBreaksIsToldAndLeavesNobodyWaiting() throws Exception {
        IllegalStateException planted = new IllegalStateException("planted");
        NamedUpstream upstream = upstream("web", host -> {
            throw planted;
        });

        assertEquals(List.of(), addresses(upstream, 0));
        assertSame(planted, failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    private NamedUpstream upstream(String host, NamedUpstream.Resolver resolver) {
        return new NamedUpstream(new HostPort(host, 80), resolver, failures::add);
    }

    private static List<InetSocketAddress> addresses(NamedUpstream upstream, long nowNanos) throws Exception {
        return upstream.addresses(nowNanos).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(address, 80);
    }

    static InetAddress[] of(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }
}
