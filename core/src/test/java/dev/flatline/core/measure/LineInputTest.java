package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineInputTest {

    @TempDir
    Path temp;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = temp.resolve("lines");
    }

    @Test
    void readsEveryLineWhereverTheBufferEnds() throws IOException {
        List<String> lines =
                IntStream.range(0, 3_000).mapToObj(i -> "é".repeat(i % 97) + i).toList();
        Files.write(file, lines);

        try (LineInput in = new LineInput(file)) {
            assertEquals(lines, all(in));
            assertEquals(3_000, in.number());
            assertEquals(0, in.torn());
        }
    }

    @Test
    void whatFollowsTheLastLineBreakIsNoLine() throws IOException {
        Files.writeString(file, "one\n\ntw");

        try (LineInput in = new LineInput(file)) {
            assertEquals(List.of("one", ""), all(in));
            assertEquals(1, in.torn());
            assertEquals("tw", in.rest());
        }
    }

    @Test
    void findsNothingInAnEmptyFile() throws IOException {
        Files.writeString(file, "");

        try (LineInput in = new LineInput(file)) {
            assertNull(in.next());
            assertEquals(0, in.torn());
        }
    }

    @Test
    void bytesThatAreNoTextAreLinesAllTheSame() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n'});

        try (LineInput in = new LineInput(file)) {
            assertEquals(List.of("\ufffd\0\ufffd"), all(in));
        }
    }

    @Test
    void aFileWithoutLineBreaksTakesNoMoreMemoryThanTheLongestLine() throws IOException {
        Files.write(file, new byte[5 * LineInput.MOST_BYTES]);

        try (LineInput in = new LineInput(file)) {
            String message =
                    String.valueOf(assertThrows(IOException.class, in::next).getMessage());

            assertTrue(
                    message.endsWith("lines line 1 is longer than 1048576 bytes: no file of Flatline is like that"),
                    message);
        }
    }

    private static List<String> all(LineInput in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.next(); line != null; line = in.next()) {
            lines.add(line);
        }
        return lines;
    }
}
