package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.Heal.Outcome;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every fault on a container, halted at every step: the engine is healed to what it was. */
@Tag("docker")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class HealAfterHaltTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheImage() throws IOException, InterruptedException {
        Docker.needPerl(folder);
    }

    @Test
    void whereverAFaultIsHaltedTheEngineIsPutBackExactly() throws Exception {
        // Most of the time is waiting for the engine.
        ExecutorService together = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> cases = new ArrayList<>();
            for (String fault : List.of(
                    "none of image",
                    "oom of limited",
                    "squeeze of limited",
                    "squeeze of free",
                    "crash-loop of free",
                    "pause of limited",
                    "kill of free",
                    "stop of free",
                    "restart of free",
                    "disconnect of limited",
                    "exec of limited")) {
                cases.add(together.submit(() -> haltAtEveryStep(fault)));
            }
            for (Future<Integer> one : cases) {
                assertTrue(one.get() > 0);
            }
        } finally {
            together.shutdownNow();
            assertTrue(together.awaitTermination(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatTheEngineStillDoesWhenTheRunIsGoneIsWaitedForAndPutBack() throws Exception {
        Path own = Files.createDirectory(folder.resolve("slow"));
        String stubborn =
                "$SIG{TERM} = 'IGNORE'; socket(S, 2, 1, 0); bind(S, pack('S n a4 x8', 2, 8080, pack('C4', 0, 0, 0, 0)));"
                        + " listen(S, 9); sleep 1 while 1";
        try (Box box = Box.start(own, "slow", List.of(), stubborn)) {
            String before = box.see("{{.State.Status}} {{.State.StartedAt}}");
            Halts halts = new Halts(own, box.name(), box.name(), "stop");

            assertTrue(halts.at(HaltedFault.UNDER_WAY));
            String halted = box.see("{{.State.Status}} {{.State.StartedAt}}");
            Outcome outcome = Heal.all(halts.state(), Healers.all());

            assertEquals(before, halted, "the engine was to be at it still");
            assertEquals(List.of(), outcome.problems());
            assertTrue(outcome.told().get(1).endsWith(": done"), outcome::toString);
            String after = box.see("{{.State.Status}} {{.State.StartedAt}}");
            assertTrue(after.startsWith("running ") && !after.equals(before), after);
        }
    }

    /** Returns at how many it was. */
    private int haltAtEveryStep(String which) throws Exception {
        String fault = which.substring(0, which.indexOf(' '));
        Path own = Files.createDirectory(folder.resolve(which));
        String name = "heal-" + ProcessHandle.current().pid() + "-" + which.replace(" of ", "-");
        try (ContainerWorld world = ContainerWorld.make(name)) {
            String server =
                    which.endsWith("limited") ? world.limited() : which.endsWith("free") ? world.free() : "image";
            String before = world.seen();
            Halts halts = new Halts(own, name, server, fault);
            int point = 1;
            while (halts.at(point)) {
                Outcome outcome = Heal.all(halts.state(), Healers.all());

                String at = which + ", halted at " + point + ": " + outcome;
                assertEquals(List.of(), outcome.problems(), at);
                assertEquals(before, world.seen(), at);
                assertEquals("", Docker.leftOf(name), at);
                assertEquals(List.of(), halts.journals(), at);
                point++;
            }
            assertEquals(before, world.seen(), which + ", not halted");
            assertTrue(point > (fault.equals("none") ? 16 : 8), which + " passed only " + point + " points");
            return point;
        }
    }
}
