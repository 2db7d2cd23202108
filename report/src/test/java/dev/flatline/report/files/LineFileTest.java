package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    Path folder;

    @Test
    void appendingTouchesNoDiskUntilItIsFlushed() throws IOException {
        Path file = folder.resolve("lines");
        LineFile lines = new LineFile(file, "header");

        lines.append("one\n");
        String before = Files.readString(file);
        lines.flush();

        assertEquals("header\n", before);
        assertEquals("header\none\n", Files.readString(file));
        lines.close();
    }

    @Test
    void linesOfOneThreadKeepTheirOrderWhileAnotherFlushes() throws IOException {
        Path file = folder.resolve("lines");
        LineFile lines = new LineFile(file, "header");

        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> IntStream.range(0, 20_000).forEach(number -> lines.append(number + "\n")));
        while (!writer.isDone()) {
            lines.flush();
        }
        lines.close();

        List<String> expected = new ArrayList<>(List.of("header"));
        IntStream.range(0, 20_000).forEach(number -> expected.add(Integer.toString(number)));
        assertEquals(expected, Files.readAllLines(file));
    }

    @Test
    void whatWaitsIsBounded() throws IOException {
        Path file = folder.resolve("lines");
        LineFile lines = new LineFile(file, "header");
        String line = "x".repeat(1023) + "\n";

        for (int i = 0; i < LineFile.MOST_WAITING / line.length(); i++) {
            lines.append(line);
        }

        assertTrue(Files.size(file) >= LineFile.MOST_WAITING, () -> "nobody flushed, and the memory grew");
        lines.close();
    }
}
