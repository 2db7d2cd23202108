package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.LimitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches, pauses and the budget of a drain over two parts. */
final class DrainInVirtualTimeTest {

    private static final String RESTART = "\u0088\u0015\u0003\u00f4the server restarts";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final List<VirtualPeer> peers = new ArrayList<>();
    private ServerLoop left;
    private ServerLoop right;

    @BeforeEach
    void open() {
        ServerOptions options = ServerOptions.defaults()
                .with(LimitOptions.DEFAULT.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        left = crowd.part(options);
        right = crowd.part(options);
    }

    @Test
    void eachBatchIsOfAllPartsTogetherAndThePauseLiesBetween() {
        connect(300, left);
        connect(150, right);

        CompletableFuture<DrainReport> drain = drain(100, Duration.ofSeconds(30));

        assertEquals(100, toldAndGone());
        crowd.advance(PAUSE.minusMillis(1));
        assertEquals(0, toldAndGone());
        crowd.advance(Duration.ofMillis(1));
        assertEquals(100, toldAndGone());
        crowd.advance(PAUSE);
        assertEquals(100, toldAndGone());
        crowd.advance(PAUSE);
        assertEquals(100, toldAndGone());
        assertFalse(drain.isDone());
        crowd.advance(PAUSE);
        assertEquals(50, toldAndGone());
        assertEquals(new DrainReport(450, 0, Duration.ofSeconds(8)), drain.join());
        assertEquals(450, crowd.shared.counters().closedBy(CloseCause.DRAINING));
        assertFalse(crowd.isWaiting(), "an alarm is left");
    }

    @Test
    void thePartsTakeTurnsWithinABatch() {
        connect(500, left);
        connect(500, right);

        var unused = drain(500, Duration.ofSeconds(30));

        assertTrue(left.openCount() > 100 && right.openCount() > 100, left.openCount() + " and " + right.openCount());
        assertEquals(500, left.openCount() + right.openCount());
    }

    @Test
    void whoIsStillThereWhenTheBudgetIsOverIsToldAndCutOff() {
        connect(30, left);

        CompletableFuture<DrainReport> drain = drain(10, Duration.ofSeconds(3));
        toldAndGone();
        crowd.advance(Duration.ofSeconds(2));
        toldAndGone();
        crowd.advance(Duration.ofMillis(999));
        assertFalse(drain.isDone());
        crowd.advance(Duration.ofMillis(1));

        assertEquals(new DrainReport(20, 10, Duration.ofSeconds(3)), drain.join());
        assertTrue(peers.stream().noneMatch(VirtualPeer::isOpen));
        assertTrue(peers.stream().allMatch(peer -> peer.hears().equals(RESTART)));
        assertEquals(30, crowd.shared.counters().closedBy(CloseCause.DRAINING));
    }

    @Test
    void whoDoesNotGoHasTheTimeOfACloseAndNoMore() {
        connect(3, left);

        CompletableFuture<DrainReport> drain = drain(10, Duration.ofSeconds(30));
        crowd.advance(Duration.ofMillis(999));
        assertFalse(drain.isDone());
        crowd.advance(Duration.ofMillis(1));

        assertEquals(new DrainReport(3, 0, Duration.ofSeconds(1)), drain.join());
    }

    @Test
    void whoHasNotGoneWhenTheBudgetIsOverIsCutOff() {
        connect(3, left);

        CompletableFuture<DrainReport> drain = drain(10, Duration.ofMillis(500));
        crowd.advance(Duration.ofMillis(500));

        assertEquals(new DrainReport(3, 0, Duration.ofMillis(500)), drain.join());
        assertTrue(peers.stream().noneMatch(VirtualPeer::isOpen));
    }

    @Test
    void nobodyIsDrainedAtOnce() {
        crowd.connects(left); // has not upgraded, and is not waited for

        CompletableFuture<DrainReport> drain = drain(10, Duration.ofSeconds(30));

        assertEquals(new DrainReport(0, 0, Duration.ZERO), drain.join());
        assertFalse(isBatchWaiting(), "a batch is left");
    }

    @Test
    void whoLeavesByItselfIsNeitherDrainedNorCut() {
        connect(30, left);
        CompletableFuture<DrainReport> drain = drain(10, Duration.ofSeconds(30));
        toldAndGone();
        crowd.advance(Duration.ofSeconds(1));

        peers.forEach(VirtualPeer::goes);
        crowd.advance(Duration.ofMillis(1));

        assertEquals(new DrainReport(10, 0, Duration.ofMillis(1_001)), drain.join());
    }

    @Test
    void aServerThatStopsMeanwhileEndsTheDrain() {
        connect(30, left);
        connect(5, right);
        CompletableFuture<DrainReport> drain = drain(10, Duration.ofSeconds(30));
        int told = toldAndGone();

        left.stop(false);
        right.stop(false);
        crowd.advance(Duration.ofMillis(1));

        assertEquals(new DrainReport(10, 25, Duration.ofMillis(1)), drain.join());
        assertEquals(10, told);
        assertFalse(crowd.isWaiting(), "an alarm is left");
    }

    @Test
    void whatWasSentBeforeComesBeforeTheCloseFrameAndNothingBehindIt() {
        connect(1, left);
        VirtualPeer peer = peers.get(0);
        peer.readsNothing(true);
        peer.says(VirtualServer.text("one"));
        crowd.happenings.opened.get(0).sendText("two");

        var unused = drain(10, Duration.ofSeconds(30));
        crowd.happenings.opened.get(0).sendText("three");
        peer.says(VirtualServer.text("four"));
        peer.readsNothing(false);

        assertEquals("\u0081\u0003one\u0081\u0003two" + RESTART, peer.hears());
    }

    @Test
    void aSlotThatIsTakenAnewMeanwhileIsFound() {
        connect(100, left);
        var unused = drain(10, Duration.ofSeconds(30));
        toldAndGone();
        connect(5, left); // only a part that is not told to refuse can take these

        crowd.advance(Duration.ofSeconds(30));

        assertEquals(0, left.openCount());
    }

    private boolean isBatchWaiting() {
        peers.forEach(VirtualPeer::goes);
        crowd.advance(Duration.ofSeconds(11)); // the handshake's time limit
        return crowd.isWaiting();
    }

    private void connect(int count, ServerLoop part) {
        for (int i = 0; i < count; i++) {
            peers.add(crowd.connects(part).upgrades());
        }
    }

    private CompletableFuture<DrainReport> drain(int size, Duration budget) {
        List<Drain.Place> places = Stream.of(left, right)
                .map(part -> new Drain.Place(part, crowd::soon))
                .toList();
        CompletableFuture<DrainReport> drain = Drain.start(
                places, new DrainOptions(size, PAUSE, budget, "the server restarts"), crowd.timers, crowd::soon);
        crowd.settle();
        return drain;
    }

    /** How many clients have been told since the last look; they close their sockets then. */
    private int toldAndGone() {
        List<VirtualPeer> told =
                peers.stream().filter(peer -> peer.hears().equals(RESTART)).toList();
        told.forEach(VirtualPeer::goes);
        crowd.settle();
        peers.removeAll(told);
        return told.size();
    }
}
