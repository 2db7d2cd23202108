package dev.flatline.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Bench bench = new Bench(printer(out), printer(err));

    @Test
    void listsTheBenchmarksWhenNoneIsNamed() {
        int exitCode = bench.run();

        assertEquals(0, exitCode);
        assertTrue(text(out).contains("heartbeat "), text(out));
    }

    @Test
    void namesWhatThereIsWhenTheNameIsUnknown() {
        int exitCode = bench.run("hartbeat");

        assertEquals(2, exitCode);
        assertEquals(
                "flatline bench: no benchmark or option is called 'hartbeat'; there are: heartbeat, server, fleet, proxy, --quick, --full, --out DIR\n",
                text(err));
    }

    @Test
    void wantsAFolderAfterOut() {
        int exitCode = bench.run("heartbeat", "--out");

        assertEquals(2, exitCode);
        assertEquals("flatline bench: --out needs a folder\n", text(err));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
