package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancerTest {

    private static final InetSocketAddress A = InetSocketAddress.createUnresolved("a", 1);
    private static final InetSocketAddress B = InetSocketAddress.createUnresolved("b", 1);
    private static final InetSocketAddress C = InetSocketAddress.createUnresolved("c", 1);

    private final List<InetSocketAddress> servers = new ArrayList<>(List.of(A, B, C));
    private final Balancer balancer = new Balancer(() -> List.copyOf(servers));

    @Test
    void serversTakeConnectionsInTurn() {
        assertEquals(List.of(A, B, C), next(0));
        assertEquals(List.of(B, C, A), next(0));
        assertEquals(List.of(C, A, B), next(0));
        assertEquals(List.of(A, B, C), next(0));
    }

    @Test
    void oneThatCouldNotBeReachedComesLastForAWhile() {
        balancer.failed(A, 0);

        assertEquals(List.of(B, C, A), next(Balancer.AVOIDED_NANOS - 1));
        assertEquals(List.of(C, B, A), next(Balancer.AVOIDED_NANOS - 1));
        assertEquals(List.of(A, B, C), next(Balancer.AVOIDED_NANOS));
    }

    @Test
    void whoIsSoundSharesTheTurnsOfWhoIsDownEvenly() {
        balancer.failed(B, 0);
        int[] taken = new int[2];

        for (int i = 0; i < 100; i++) {
            taken[next(1).get(0).equals(A) ? 0 : 1]++;
        }

        assertEquals(50, taken[0]);
        assertEquals(50, taken[1]);
    }

    @Test
    void allAreTriedWhenAllWereDown() {
        balancer.failed(A, 0);
        balancer.failed(B, 0);
        balancer.failed(C, 0);

        assertEquals(List.of(A, B, C), next(1));
        assertEquals(List.of(B, C, A), next(1));
    }

    @Test
    void aServerThatComesBackElsewhereIsFoundThere() {
        servers.set(0, InetSocketAddress.createUnresolved("a2", 1));

        assertEquals("a2", next(0).get(0).getHostString());
    }

    private List<InetSocketAddress> next(long nowNanos) {
        return balancer.addresses(nowNanos).join();
    }
}
