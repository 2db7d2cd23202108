package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Faults over two event loops, one task at a time: what is told when. */
@SuppressWarnings("FutureReturnValueIgnored") // what a call leads to is watched, not its future
final class FaultControlTest {

    private static final ScheduledFault SILENCE = onAll(0, new Fault.Blackhole());

    private final RecordingFaultEvents told = new RecordingFaultEvents();
    private final RelayRig first = new RelayRig(1, 10, told);
    private final RelayRig second = new RelayRig(1, 10, told);
    private final ManualLoop firstLoop = new ManualLoop();
    private final ManualLoop secondLoop = new ManualLoop();
    private final FaultControl control =
            new FaultControl(List.of(firstLoop, secondLoop), List.of(first.shard, second.shard), first.context);

    @Test
    void tellsTheBeginningOnceAndBeforeAnyHit() {
        second.open(1);

        CompletableFuture<Void> done = control.begin(SILENCE);
        secondLoop.runAll();
        assertEquals(List.of(), told.lines());
        firstLoop.runAll();
        assertEquals(List.of("began 0"), told.lines());
        assertEquals(0, told.count("hit"));
        secondLoop.runAll();

        assertEquals(List.of("began 0", "hit 0 client 1 connection 1"), told.lines());
        assertTrue(done.isDone());
    }

    @Test
    void tellsTheEndAfterTheLastHitAndBeforeAnythingIsLetGo() {
        Connection held = first.open(1);
        control.begin(SILENCE);
        firstLoop.runAll();
        secondLoop.runAll();
        held.fromClient("held");

        control.end(SILENCE);
        firstLoop.runAll();
        second.ask(2);
        assertEquals(2, told.count("hit"));
        assertEquals(0, told.count("ended"));
        assertEquals("", held.server.sent.toString());

        secondLoop.runAll();
        Connection late = second.ask(3);
        assertTrue(late.isDialled());
        assertEquals(0, told.count("ended"));

        firstLoop.runOne();
        assertEquals(1, told.count("ended"));
        assertEquals("", held.server.sent.toString());

        firstLoop.runAll();
        secondLoop.runAll();
        assertEquals("held", held.server.sent.toString());
        assertEquals(1, told.count("ended"));
    }

    @Test
    void keepsTheOrderOfABeginningAndItsEnd() {
        Connection connection = second.open(1);

        control.begin(SILENCE);
        control.end(SILENCE);
        for (int i = 0; i < 4; i++) {
            firstLoop.runAll();
            secondLoop.runAll();
        }
        connection.fromClient("free");

        assertEquals(List.of("began 0", "hit 0 client 1 connection 1", "ended 0"), told.lines());
        assertEquals("free", connection.server.sent.toString());
    }

    @Test
    void rejectsASecondBeginningAndAnEndWithoutOne() {
        control.begin(SILENCE);

        assertThrows(IllegalStateException.class, () -> control.begin(SILENCE));
        assertThrows(IllegalStateException.class, () -> control.end(onAll(1, new Fault.Reset())));
    }

    @Test
    void endsWhatIsInForce() {
        control.begin(SILENCE);

        CompletableFuture<Void> done = control.endAll();
        for (int i = 0; i < 4; i++) {
            firstLoop.runAll();
            secondLoop.runAll();
        }

        assertTrue(done.isDone());
        assertEquals(List.of("began 0", "ended 0"), told.lines());
        assertThrows(IllegalStateException.class, () -> control.end(SILENCE));
    }

    /** Runs what it is given when it is told to. */
    private static final class ManualLoop implements Executor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runOne() {
            tasks.remove().run();
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                runOne();
            }
        }
    }
}
