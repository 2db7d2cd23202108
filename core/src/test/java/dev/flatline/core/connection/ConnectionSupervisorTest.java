package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSupervisorTest {

    @Test
    void tellsEveryPartOfAConnectFromItsIntendedTimeOn() {
        Rig rig = Rig.plain(0);
        rig.advance(50);

        rig.client.start(rig.time.nanoTime() - 20 * Rig.MS);
        rig.advance(3);
        rig.transport.network().onConnected();
        assertFalse(rig.client.isOpen());
        rig.advance(4);
        rig.transport.network().onOpen();

        assertTrue(rig.client.isOpen());
        assertEquals(List.of("50 connect due 30", "57 opened 30 50 53", "57 answered"), rig.events.take());
    }

    @Test
    void retriesAfterTheDelaysOfItsPolicyAndGivesUp() {
        Rig rig = Rig.plain(0);
        rig.client.start(rig.time.nanoTime());

        for (int attempt = 0; attempt < 5; attempt++) {
            rig.advance(10);
            rig.transport.network().onClosed(CloseCause.REFUSED, 0);
            rig.advance(400);
        }

        assertEquals(
                List.of(
                        "0 connect due 0",
                        "10 failed refused 0",
                        "10 backoff 100",
                        "110 retry due 110",
                        "420 failed refused 0",
                        "420 backoff 200",
                        "620 retry due 620",
                        "830 failed refused 0",
                        "830 backoff 400",
                        "1230 retry due 1230",
                        "1240 failed refused 0",
                        "1240 backoff 400",
                        "1640 retry due 1640",
                        "1650 failed refused 0",
                        "1650 gave up refused 0"),
                rig.events.take());
        assertNothingMore(rig);
    }

    @Test
    void aRetryIsDueADelayAfterTheLossHoweverLateItsAlarmIs() {
        Rig rig = Rig.plain(0);
        ConnectionSupervisor client = new ConnectionSupervisor(
                7, rig.plan, late(rig.time, 30), rig.transport, new ScriptedRandom(0.5), rig.events);
        client.start(rig.time.nanoTime());
        rig.advance(10);

        rig.transport.network().onClosed(CloseCause.REFUSED, 0);
        rig.advance(130);

        assertEquals(
                List.of("0 connect due 0", "10 failed refused 0", "10 backoff 100", "140 retry due 110"),
                rig.events.take());
    }

    @Test
    void anAttemptTimesOutBeforeTheTcpConnectionStands() {
        Rig rig = Rig.plain(0);
        rig.client.start(rig.time.nanoTime());

        rig.advance(1_000);

        assertEquals(
                List.of("0 connect due 0", "1000 failed connect-timeout 0", "1000 backoff 100"), rig.events.take());
        assertEquals(List.of("connect", "abort"), rig.transport.calls);
    }

    @Test
    void tcpAndUpgradeShareOneTimeLimit() {
        Rig rig = Rig.plain(0);
        rig.client.start(rig.time.nanoTime());
        rig.advance(900);
        rig.transport.network().onConnected();
        rig.transport.network().onBytes();

        rig.advance(100);

        assertEquals(
                List.of("0 connect due 0", "1000 failed upgrade-timeout 0", "1000 backoff 100"), rig.events.take());
    }

    @Test
    void anOpenConnectionHasNoTimeLimit() {
        Rig rig = Rig.plain(0).open();

        rig.advance(1_000_000);

        assertTrue(rig.client.isOpen());
    }

    @Test
    void toldLossesCarryTheirCauseAndCode() {
        Rig rig = Rig.plain(0).open();
        rig.events.take();

        rig.transport.network().onClosed(CloseCause.CLOSE_FRAME, 1012);
        rig.advance(100);

        assertEquals(List.of("0 lost close-frame 1012", "0 backoff 100", "100 retry due 100"), rig.events.take());
        assertFalse(rig.client.isOpen());
    }

    @Test
    void startsOverAtOnceWhenItsPolicyResetsOnOpen() {
        Rig rig = Rig.plain(0).open();

        assertEquals(List.of("backoff 100", "backoff 100", "backoff 100"), backoffsOfThreeShortConnections(rig));
    }

    @Test
    void startsOverOnlyAfterAStableConnectionWhenItsPolicySaysSo() {
        Rig rig = Rig.plain(50).open();

        assertEquals(List.of("backoff 100", "backoff 200", "backoff 400"), backoffsOfThreeShortConnections(rig));
        rig.advance(400);
        rig.transport.accept();
        rig.advance(50);
        rig.events.take();
        rig.transport.network().onClosed(CloseCause.RESET, 0);

        assertTrue(rig.events.take().get(1).endsWith("backoff 100"));
    }

    @Test
    void stoppedWhileOpenItClosesWith1000() {
        Rig rig = Rig.plain(0).open();

        rig.client.stop();

        assertEquals(List.of("connect", "close 1000"), rig.transport.calls);
        assertNothingMore(rig);
    }

    @Test
    void stoppedBeforeTheStartNothingHappens() {
        Rig rig = Rig.plain(0);

        rig.client.stop();

        assertNothingMore(rig);
    }

    @Test
    void stoppedInMidAttemptItAborts() {
        Rig connecting = Rig.plain(0);
        connecting.client.start(connecting.time.nanoTime());
        Rig upgrading = Rig.plain(0);
        upgrading.client.start(upgrading.time.nanoTime());
        upgrading.transport.network().onConnected();

        for (Rig rig : List.of(connecting, upgrading)) {
            rig.client.stop();

            assertEquals(List.of("connect", "abort"), rig.transport.calls);
            assertNothingMore(rig);
        }
    }

    @Test
    void stoppedWhileItWaitsItTriesNoMore() {
        Rig rig = Rig.plain(0).open();
        rig.transport.network().onClosed(CloseCause.RESET, 0);

        rig.client.stop();
        rig.client.stop();

        assertNothingMore(rig);
    }

    @Test
    void stoppedItNeitherPingsNorSends() {
        Rig beating = Rig.beating(Activity.ANY_BYTES, 20, 10, 0).open();
        Rig talking = Rig.talking(10).open();

        for (Rig rig : List.of(beating, talking)) {
            rig.client.stop();

            assertNothingMore(rig);
        }
    }

    private static List<String> backoffsOfThreeShortConnections(Rig rig) {
        rig.events.take();
        for (int i = 0; i < 3; i++) {
            rig.advance(49);
            rig.transport.network().onClosed(CloseCause.RESET, 0);
            if (i < 2) {
                rig.advance(400);
                rig.transport.accept();
            }
        }
        return rig.events.take().stream()
                .filter(line -> line.contains("backoff"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    private static Timers late(Timers timers, long latenessMillis) {
        return new Timers() {
            @Override
            public long nanoTime() {
                return timers.nanoTime();
            }

            @Override
            public Alarm after(long delayNanos, Runnable task) {
                return timers.after(delayNanos + latenessMillis * Rig.MS, task);
            }
        };
    }

    private static void assertNothingMore(Rig rig) {
        rig.events.take();
        rig.transport.calls.clear();

        rig.advance(100_000);

        assertEquals(List.of(), rig.events.take());
        assertEquals(List.of(), rig.transport.calls);
    }
}
