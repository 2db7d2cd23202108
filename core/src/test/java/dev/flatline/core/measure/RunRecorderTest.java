package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import dev.flatline.core.fault.ScheduledFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunRecorderTest {

    private final Told told = Told.ours();

    @Test
    void secondsAreClosedWithTheirCountsAndTheirGaugesAtTheEnd() {
        told.connects(1, 0, 100).connects(2, 0, 200).pong(1, 999).loses(2, CloseCause.RESET, 3_200);

        List<Second> seconds = told.recorder.takeSeconds(Told.at(4_000));

        assertEquals(
                List.of(
                        new Second(0, 2, 2, 0, 2, 2, 0, 0, 1, 0),
                        new Second(1, 2, 2, 0, 0, 0, 0, 0, 0, 0),
                        new Second(2, 2, 2, 0, 0, 0, 0, 0, 0, 0),
                        new Second(3, 1, 2, 1, 0, 0, 0, 1, 0, 0)),
                seconds);
        assertEquals(List.of(), told.recorder.takeSeconds(Told.at(4_999)));
        assertEquals(4, told.recorder.takeSeconds(Told.at(5_000)).get(0).second());
    }

    @Test
    void theLargestValueOfAGaugeIsNeverBelowItsEnd() {
        told.recorder.takeSeconds(Told.at(1_000));
        told.connects(1, 0, 1_100);

        assertEquals(new Metric.Gauge(1, 1), told.metric("clients.open"));
        assertEquals(new Metric.Gauge(1, 1), told.metric("server.open"));
    }

    @Test
    void ghostsAreCountedAndReleased() {
        told.connects(1, 0, 100)
                .connects(2, 0, 100)
                .loses(1, CloseCause.RESET, 200)
                .expires(2, 300);
        assertEquals(new Metric.Gauge(2, 2), told.metric("ghosts"));

        told.connects(1, 1, 400).evicts(1, 0, 500);

        assertEquals(new Metric.Gauge(2, 1), told.metric("ghosts"));
        assertEquals(2, told.recorder.snapshot().serverOpen());
        assertEquals(1, told.recorder.snapshot().ghosts());
    }

    @Test
    void aConnectionAcceptedAfterItsClientGaveItUpIsAGhost() {
        told.attempt(1, false, 100).fails(1, CloseCause.UPGRADE_TIMEOUT, 1_100).serverOpens(1, 0, 1_101);

        assertEquals(new Metric.Gauge(1, 1), told.metric("ghosts"));
    }

    /** A stale connection of the client that comes and goes must not hide the one that it uses. */
    @Test
    void aStaleConnectionDoesNotHideTheRealOne() {
        ScheduledFault hole = Told.blackhole(0);
        told.connects(1, 0, 100).serverOpens(1, 9, 200).serverCloses(1, 9, CloseCause.END_OF_STREAM, 201);

        told.begins(hole, 1_000, 1).evicts(1, 0, 7_000);

        assertEquals(6_000, told.distribution("detect.server").max(), 8);
    }

    @Test
    void attemptsAreCountedByWhatBecameOfThem() {
        told.connects(1, 0, 100).connects(2, 0, 100).attempt(3, false, 100).fails(3, CloseCause.REFUSED, 101);
        told.loses(1, CloseCause.RESET, 900).loses(2, CloseCause.RESET, 900);
        told.attempt(1, true, 999.9).attempt(2, true, 1_000.1).attempt(3, true, 999.95);
        told.fails(1, CloseCause.REFUSED, 1_001).opens(2, 1_002).opens(3, 1_002).attempt(1, true, 1_900);

        assertEquals(4, told.count("attempts.total"));
        assertEquals(2, told.count("attempts.peak"));
        assertEquals(1, told.count("attempts.wasted"));
        assertEquals(new Metric.Ratio(2), told.metric("attempts.per_recovery"));
        assertEquals(2, told.count("connect.failed.refused"));
        assertEquals(2, told.count("clients.lost.reset"));
    }

    @Test
    void connectsAreMeasuredInTheirPartsAndFromTheIntendedTime() {
        told.events.opened(
                1, new ConnectTimes(Told.at(0), Told.at(100), Told.at(110), Told.at(110), Told.at(130), Told.at(130)));

        assertEquals(10, told.distribution("connect.tcp").max(), 0.01);
        assertEquals(20, told.distribution("connect.upgrade").max(), 0.02);
        assertEquals(130, told.distribution("connect.total").max(), 0.2);
        assertEquals(30, told.distribution("connect.total.raw").max(), 0.03);
    }

    /** They have no duration: they are counted beside the percentiles of the answered ones. */
    @Test
    void whatWasNeverAnsweredIsLost() {
        told.connects(1, 0, 100);
        for (int i = 1; i < 5; i++) {
            told.events.heartbeatSent(1, Told.at(1_000 * i), Told.at(1_000 * i));
            told.events.messageSent(1, Told.at(1_000 * i), Told.at(1_000 * i));
        }
        told.events.heartbeatAnswered(1, Told.at(1_000), Told.at(1_000), Told.at(1_001));
        told.events.messageAnswered(1, Told.at(1_000), Told.at(2_000), Told.at(2_100));

        told.recorder.takeSeconds(Told.at(5_000));

        assertEquals(2, told.count("heartbeat.lost"));
        assertEquals(2, told.count("message.lost"));
        assertEquals(1, told.distribution("heartbeat.rtt").max(), 0.01);
        assertEquals(0, told.distribution("heartbeat.rtt").unfinished());
        assertEquals(1_100, told.distribution("message.rtt").max(), 1.1);
        assertEquals(100, told.distribution("message.rtt.raw").max(), 0.1);
    }

    @Test
    void afterTheFreezeNothingIsRecorded() {
        told.connects(1, 0, 100);
        String hash = told.recorder.traceHash();
        int lines = told.journal.size();
        var metrics = told.recorder.metrics();

        told.recorder.freeze();
        told.loses(1, CloseCause.LOCAL, 200)
                .serverCloses(1, 0, CloseCause.LOCAL, 200)
                .connects(2, 0, 300);
        told.begins(Told.blackhole(0), 400, 2);

        assertEquals(hash, told.recorder.traceHash());
        assertEquals(lines, told.journal.size());
        assertEquals(List.of(), told.ledger);
        assertEquals(metrics, told.recorder.metrics());
    }

    @Test
    void journalAndLedgerHaveOneLineAnEvent() {
        ScheduledFault hole = Told.blackhole(0);
        told.connects(1, 0, 1_000)
                .begins(hole, 1_500, 1)
                .expires(1, 2_000.25)
                .evicts(1, 0, 2_500)
                .ends(hole, 61_500);
        told.events.backingOff(1, Told.MS / 2, Told.at(2_001));
        told.attempt(1, true, 2_002).fails(1, CloseCause.REFUSED, 2_003);
        told.events.gaveUp(1, CloseCause.REFUSED, 0, Told.at(2_003));

        assertEquals(
                List.of(
                        "1.000000\tconnect\t1\n",
                        "1.000500\tserver-open\t1\t100\n",
                        "1.001000\topen\t1\t1000us\n",
                        "1.001000\tanswered\t1\n",
                        "2.000250\tlost\t1\theartbeat-expired\t0\n",
                        "2.500000\tserver-close\t1\t100\theartbeat-expired\n",
                        "2.001000\tbackoff\t1\t500us\n",
                        "2.002000\tretry\t1\n",
                        "2.003000\tfailed\t1\trefused\t0\n",
                        "2.003000\tgave-up\t1\trefused\t0\n"),
                told.journal);
        assertEquals(
                List.of(
                        "1.500000\tbegan\t0\tblackhole\n",
                        "1.500000\thit\t0\t1\t1\n",
                        "61.500000\tended\t0\tblackhole\n"),
                told.ledger);
    }

    @Test
    void linesPastTheBoundAreCounted() {
        Told bounded = Told.bounded(3);

        bounded.connects(1, 0, 1_000).connects(2, 0, 1_000).begins(Told.blackhole(0), 2_000, 1, 2);

        assertEquals(3, bounded.journal.size());
        assertEquals(3, bounded.ledger.size());
        assertTrue(bounded.recorder.droppedLines() > 0);
    }

    private static List<Consumer<RunEvents>> ofClients(long t) {
        return List.of(
                e -> {},
                e -> e.attempted(1, false, t, t),
                e -> e.attempted(2, false, t, t),
                e -> e.attempted(1, true, t, t),
                e -> e.attempted(1, false, t + 1, t),
                e -> e.attempted(1, false, t, t + 1),
                e -> e.opened(1, new ConnectTimes(t, t, t, t, t, t)),
                e -> e.opened(1, new ConnectTimes(t + 1, t, t, t, t, t)),
                e -> e.opened(1, new ConnectTimes(t, t + 1, t, t, t, t)),
                e -> e.opened(1, new ConnectTimes(t, t, t + 1, t, t, t)),
                e -> e.opened(1, new ConnectTimes(t, t, t, t + 1, t, t)),
                e -> e.opened(1, new ConnectTimes(t, t, t, t, t + 1, t)),
                e -> e.opened(1, new ConnectTimes(t, t, t, t, t, t + 1)),
                e -> e.answered(1, t),
                e -> e.heartbeatSent(1, t, t),
                e -> e.heartbeatSent(1, t + 1, t),
                e -> e.heartbeatAnswered(1, t, t, t),
                e -> e.heartbeatAnswered(1, t + 1, t, t),
                e -> e.heartbeatAnswered(1, t, t + 1, t),
                e -> e.messageSent(1, t, t),
                e -> e.messageSent(1, t + 1, t),
                e -> e.messageSkipped(1, t),
                e -> e.messageAnswered(1, t, t, t),
                e -> e.messageAnswered(1, t + 1, t, t),
                e -> e.attemptFailed(1, CloseCause.RESET, 0, t),
                e -> e.attemptFailed(1, CloseCause.REFUSED, 0, t),
                e -> e.attemptFailed(1, CloseCause.RESET, 1, t),
                e -> e.lost(1, CloseCause.RESET, 0, t),
                e -> e.lost(1, CloseCause.REFUSED, 0, t),
                e -> e.lost(1, CloseCause.RESET, 1, t),
                e -> e.backingOff(1, 0, t),
                e -> e.backingOff(1, 1, t),
                e -> e.gaveUp(1, CloseCause.RESET, 0, t),
                e -> e.gaveUp(1, CloseCause.REFUSED, 0, t),
                e -> e.gaveUp(1, CloseCause.RESET, 1, t));
    }

    private static List<Consumer<RunEvents>> ofOthers(long t) {
        return List.of(
                e -> e.messageReceived(1, 2, 3, t, t, t),
                e -> e.messageReceived(1, 3, 3, t, t, t),
                e -> e.messageReceived(1, 2, 4, t, t, t),
                e -> e.messageReceived(1, 2, 3, t + 1, t, t),
                e -> e.messageReceived(1, 2, 3, t, t + 1, t),
                e -> e.left(1, t),
                e -> e.serverPushed(1, t),
                e -> e.serverOpened(1, 5, t),
                e -> e.serverOpened(1, 6, t),
                e -> e.serverClosed(1, 5, CloseCause.RESET, t),
                e -> e.serverClosed(1, 6, CloseCause.RESET, t),
                e -> e.serverClosed(1, 5, CloseCause.LOCAL, t),
                e -> e.faultBegan(Told.blackhole(0), t),
                e -> e.faultBegan(Told.blackhole(1), t),
                e -> e.faultHit(Told.blackhole(0), 1, 5, t),
                e -> e.faultHit(Told.blackhole(0), 2, 5, t),
                e -> e.faultHit(Told.blackhole(0), 1, 6, t),
                e -> e.faultEnded(Told.blackhole(0), t));
    }

    @Test
    void everyArgumentOfEveryEventChangesTheHash() {
        List<Consumer<RunEvents>> variants = new ArrayList<>(ofClients(Told.ORIGIN));
        variants.addAll(ofOthers(Told.ORIGIN));
        Set<String> hashes = new HashSet<>();

        for (Consumer<RunEvents> variant : variants) {
            TraceHash hash = new TraceHash(Told.ORIGIN);
            variant.accept(hash);
            hashes.add(hash.hex());
        }

        assertEquals(variants.size(), hashes.size());
        assertTrue(hashes.stream().allMatch(hex -> hex.matches("[0-9a-f]{16}")));
    }

    @Test
    void theSameEventsInAnotherOrderHaveAnotherHash() {
        Told other = Told.ours();
        told.answers(1, 5).answers(2, 5);
        other.answers(2, 5).answers(1, 5);

        assertTrue(!told.recorder.traceHash().equals(other.recorder.traceHash()));
        assertEquals(told.recorder.traceHash(), told.recorder.traceHash());
    }
}
