package dev.flatline.server.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.OwnThread;
import dev.flatline.server.options.AdmissionOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private final Admission admission = new Admission();

    @Test
    void asManyAreOpenAsMayBe() {
        AdmissionOptions two = AdmissionOptions.DEFAULT.withMaxConnections(2);

        assertNull(admission.enter(two, 0));
        assertNull(admission.enter(two, 0));
        assertEquals(RefusalReason.OVERLOADED, admission.enter(two, 0));
        admission.leave();
        assertNull(admission.enter(two, 0));
        assertEquals(2, admission.open());
    }

    @Test
    void thoseThatCameBeforeALimitCountAgainstIt() {
        for (int i = 0; i < 5; i++) {
            admission.enter(AdmissionOptions.DEFAULT, 0);
        }

        assertEquals(RefusalReason.OVERLOADED, admission.enter(AdmissionOptions.DEFAULT.withMaxConnections(5), 0));
    }

    @Test
    void whoIsRefusedForTheRateTakesNoPlace() {
        AdmissionOptions slow = AdmissionOptions.DEFAULT.withHandshakesPerSecond(1);

        assertNull(admission.enter(slow, 0));
        assertEquals(RefusalReason.RATE, admission.enter(slow, 0));
        assertEquals(1, admission.open());
    }

    @Test
    void whoIsRefusedForWantOfPlaceTakesNoneOfTheRate() {
        AdmissionOptions both =
                AdmissionOptions.DEFAULT.withHandshakesPerSecond(2).withMaxConnections(1);

        assertNull(admission.enter(both, 0));
        assertEquals(RefusalReason.OVERLOADED, admission.enter(both, 0));
        admission.leave();

        assertNull(admission.enter(both, 0));
    }

    @Test
    void nobodyEntersAServerThatDrains() {
        admission.drain(true);

        assertEquals(RefusalReason.DRAINING, admission.enter(AdmissionOptions.DEFAULT, 0));
        assertEquals(0, admission.open());
    }

    @Test
    void severalThreadsTogetherDoNotPassTheLimit() {
        AdmissionOptions limit = AdmissionOptions.DEFAULT.withMaxConnections(100);
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> comeAndGo(limit, most), OwnThread.EACH))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(threads).join();

        assertTrue(most.get() <= 100, most + " at a time");
        assertEquals(0, admission.open());
    }

    private void comeAndGo(AdmissionOptions limit, AtomicInteger most) {
        for (int round = 0; round < 2_000; round++) {
            int entered = 0;
            while (entered < 60 && admission.enter(limit, 0) == null) {
                entered++;
            }
            most.accumulateAndGet(admission.open(), Math::max);
            for (int i = 0; i < entered; i++) {
                admission.leave();
            }
        }
    }

    @Test
    void whatIsHeldIsBoundedForAllTogether() {
        assertTrue(admission.holds(600, 1000));
        assertTrue(admission.holds(400, 1000));
        assertFalse(admission.holds(1, 1000));
        assertTrue(admission.holds(-1, 999), "who gives back is not to blame");
        assertEquals(1000, admission.unfinishedBytes());
    }

    @Test
    void anAddressWithoutSocketsTakesNoRoom() {
        AddressCounts counts = admission.addresses();

        assertEquals(1, counts.enter(7));
        assertEquals(2, counts.enter(7));
        assertEquals(1, counts.enter(8));
        counts.leave(7);
        counts.leave(7);

        assertEquals(1, counts.addresses());
        assertEquals(1, counts.enter(7));
        assertThrows(IllegalStateException.class, () -> counts.leave(9));
    }

    @Test
    void anIpv6AddressCountsAsItsNetwork() {
        assertEquals(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::7"));
        assertNotEquals(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assertNotEquals(key("192.0.2.1"), key("192.0.2.2"));
        assertEquals(key("192.0.2.1"), key("::ffff:192.0.2.1"), "the same host over a socket for both families");
    }

    private static long key(String address) {
        try {
            return AddressCounts.keyOf(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
