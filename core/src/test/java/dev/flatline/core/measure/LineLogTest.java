package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineLogTest {

    private static final int CLIENTS = 1_000;

    private final List<String> lines = new ArrayList<>();

    @Test
    void keepsEverythingWhileThereIsRoom() {
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 10_000);

        rounds(log, 4);

        assertEquals(4 * CLIENTS, lines.size());
        assertEquals(0, log.dropped());
        assertEquals(1, log.oneOf());
    }

    @Test
    void neverTakesMoreThanItsBoundHoweverLongTheRun() {
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 10_000);

        rounds(log, 2_000);

        assertTrue(lines.size() <= 10_000, lines.size() + " lines");
        assertEquals(
                2_000L * CLIENTS,
                lines.stream().filter(line -> line.contains("\tx\t")).count() + log.dropped());
    }

    @Test
    void whoStaysInIsThereWithEverythingThatHappensToIt() {
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 10_000);

        rounds(log, 100);

        Map<String, Integer> perClient = new HashMap<>();
        lines.stream()
                .map(line -> line.strip().split("\t"))
                .filter(fields -> fields[1].equals("x"))
                .forEach(fields -> perClient.merge(fields[2], 1, Integer::sum));
        long whole = perClient.values().stream().filter(count -> count == 100).count();
        assertTrue(whole >= 1, perClient.values().toString());
        assertTrue(whole <= 2L * CLIENTS / log.oneOf(), whole + " of " + CLIENTS + ", one of " + log.oneOf());
    }

    @Test
    void tellsEachStepInALineOfItsOwn() {
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 10_000);

        rounds(log, 50);

        List<String> steps =
                lines.stream().filter(line -> line.contains("\tsampled\t")).toList();
        assertEquals("4.000000\tsampled\t1/2\n", steps.get(0));
        assertTrue(steps.get(steps.size() - 1).endsWith("\t1/" + log.oneOf() + "\n"));
    }

    @Test
    void eachStepHalvesThoseThatAreLeft() {
        Set<Integer> all = new HashSet<>();
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 2 * CLIENTS);
        rounds(log, 1);
        lines.clear();

        rounds(log, 1);

        lines.stream()
                .map(line -> line.strip().split("\t"))
                .filter(fields -> fields[1].equals("x"))
                .forEach(fields -> all.add(Integer.parseInt(fields[2])));
        assertTrue(all.size() < 0.6 * CLIENTS, all.size() + " of " + CLIENTS);
    }

    @Test
    void whatIsAboutNobodyIsKeptAsLongAsThereIsRoom() {
        LineLog log = new LineLog(line -> lines.add(line.toString()), 0, 10_000);
        rounds(log, 20);

        log.at(21_000_000_000L, "began").field(3).end();

        assertEquals("21.000000\tbegan\t3\n", lines.get(lines.size() - 1));
    }

    private static void rounds(LineLog log, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int client = 0; client < CLIENTS; client++) {
                log.at(round * 1_000_000_000L, "x", client).field(client).end();
            }
        }
    }
}
