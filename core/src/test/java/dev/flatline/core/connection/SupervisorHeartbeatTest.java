package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisorHeartbeatTest {

    @Test
    void pingsAfterTheFirstPhaseAndExpiresAfterTheSecond() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);

        rig.advance(19);
        assertEquals(List.of("connect"), rig.transport.calls);
        rig.advance(1);
        assertEquals(List.of("connect", "ping"), rig.transport.calls);
        assertEquals(1, rig.events.heartbeatsSent);
        rig.advance(29);
        assertEquals(List.of(), rig.events.take());
        rig.advance(1);

        assertEquals(List.of("50 lost heartbeat-expired 0", "50 backoff 100"), rig.events.take());
        assertEquals(List.of("connect", "ping", "abort"), rig.transport.calls);
    }

    @Test
    void theFirstAnswerConfirmsTheConnectionOnce() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);
        rig.advance(20);

        rig.transport.network().onPong(rig.transport.lastPing);
        rig.transport.network().onBytes();

        assertEquals(List.of("20 answered", "20 pong due 20 sent 20"), rig.events.take());
    }

    @Test
    void whatTheServerSendsUnaskedConfirmsNothing() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);

        rig.transport.network().onBytes();
        rig.transport.network().onPong(-1);
        rig.transport.network().onText("hello".getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of(), rig.events.take());
    }

    /** With a timeout longer than the interval the next ping is due before the silence that a pong ended would expire. */
    @Test
    void aPongStartsTheNextIntervalWhateverTheTimeoutIs() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 70, 0);

        for (int i = 0; i < 4; i++) {
            rig.advance(20);
            rig.transport.network().onPong(rig.transport.lastPing);
        }

        assertEquals(
                List.of(
                        "20 answered",
                        "20 pong due 20 sent 20",
                        "40 pong due 40 sent 40",
                        "60 pong due 60 sent 60",
                        "80 pong due 80 sent 80"),
                rig.events.take());
    }

    @Test
    void aRuleThatNeverExpiresPingsOncePerSilence() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 0, 0);

        rig.advance(200);
        assertEquals(List.of("connect", "ping"), rig.transport.calls);
        rig.transport.network().onPong(rig.transport.lastPing);
        rig.advance(20);

        assertEquals(List.of("connect", "ping", "ping"), rig.transport.calls);
    }

    @Test
    void trafficPutsOffThePing() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);
        for (int i = 0; i < 10; i++) {
            rig.advance(15);
            rig.transport.network().onBytes();
        }

        rig.advance(19);
        assertEquals(List.of("connect"), rig.transport.calls);
        rig.advance(1);

        assertEquals(List.of("connect", "ping"), rig.transport.calls);
    }

    @Test
    void trafficDoesNotStandInForAPongThatTheRuleAsksFor() {
        Rig rig = opened(Activity.PONGS, 20, 30, 0);
        for (int i = 0; i < 5; i++) {
            rig.advance(10);
            if (rig.client.isOpen()) {
                rig.transport.network().onBytes();
            }
        }

        assertEquals(List.of("50 lost heartbeat-expired 0", "50 backoff 100"), rig.events.take());
    }

    @Test
    void aRuleWithoutPingsExpiresInOnePhase() {
        Rig rig = opened(Activity.ANY_BYTES, 0, 30, 0);
        rig.advance(10);
        rig.transport.network().onBytes();

        rig.advance(30);

        assertEquals(List.of("40 lost heartbeat-expired 0", "40 backoff 100"), rig.events.take());
    }

    @Test
    void aCoarseScanFindsSilenceOnlyOnItsGrid() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 16);

        rig.advance(31);
        assertEquals(List.of("connect"), rig.transport.calls);
        rig.advance(1);
        assertEquals(List.of("connect", "ping"), rig.transport.calls);
        rig.advance(31);
        assertTrue(rig.client.isOpen());
        rig.advance(1);

        assertEquals(List.of("64 lost heartbeat-expired 0", "64 backoff 100"), rig.events.take());
    }

    @Test
    void aPingIsDueOnTheScanGrid() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 16);
        rig.advance(33);

        rig.transport.network().onPong(rig.transport.lastPing);

        assertEquals(List.of("33 answered", "33 pong due 32 sent 32"), rig.events.take());
    }

    @Test
    void pongsOfOldPingsConfirmAndAreNotMeasured() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);
        rig.advance(20);
        long old = rig.transport.lastPing;
        rig.transport.network().onPong(-1);
        rig.advance(20);
        rig.events.take();

        rig.transport.network().onPong(old);
        rig.transport.network().onPong(-1);
        assertEquals(List.of("40 answered"), rig.events.take());
        rig.transport.network().onPong(rig.transport.lastPing);
        rig.transport.network().onPong(rig.transport.lastPing);

        assertEquals(List.of("40 pong due 40 sent 40"), rig.events.take());
    }

    @Test
    void aNewConnectionBeginsANewSilence() {
        Rig rig = opened(Activity.ANY_BYTES, 20, 30, 0);
        rig.advance(45);
        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.advance(100);
        rig.transport.accept();
        rig.transport.calls.clear();

        rig.advance(19);
        assertEquals(List.of(), rig.transport.calls);
        rig.advance(1);

        assertEquals(List.of("ping"), rig.transport.calls);
    }

    @Test
    void bytesBeforeTheUpgradeAreNoAnswer() {
        Rig rig = Rig.beating(Activity.ANY_BYTES, 20, 30, 0);
        rig.client.start(rig.time.nanoTime());
        rig.transport.network().onConnected();

        rig.transport.network().onBytes();

        assertEquals(List.of("0 connect due 0"), rig.events.take());
    }

    private static Rig opened(Activity activity, long every, long timeout, long scan) {
        Rig rig = Rig.beating(activity, every, timeout, scan).open();
        rig.events.take();
        return rig;
    }
}
