package dev.flatline.chaos.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and known of what a server writes. */
class ServerLogTest {

    private static final ReadyCheck LISTENING = new ReadyCheck(ReadyCheck.Kind.LOG, "listening on \\d+", 1);

    @TempDir
    Path folder;

    private Path file;
    private ServerLog log;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("replica-1.log");
        log = new ServerLog(file, LISTENING);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void keepsWhatWasWrittenAsItWas() throws IOException {
        write("\u001b[32mgrün\u001b[0m\n", "und weiter");

        assertEquals("\u001b[32mgrün\u001b[0m\nund weiter", Files.readString(file));
    }

    @Test
    void seesALineHoweverItComesInPieces() {
        write("listen", "ing on 30");

        assertTrue(log.hasSeen(), "a line without its end");

        write("00\nmore\n");

        assertTrue(log.hasSeen());
    }

    @Test
    void seesALineBehindColoursAndAfterThousandsOfOthers() {
        for (int i = 0; i < 5_000; i++) {
            write("migration " + i + "\n");
        }
        assertFalse(log.hasSeen());

        write("\u001b[1mlistening on \u001b[36m3000\u001b[0m\n");

        assertTrue(log.hasSeen());
    }

    @Test
    void forgetsWhatItSawWhenTheServerIsStartedAgain() {
        write("listening on 1\n", "listening on 2");

        log.begin();

        assertFalse(log.hasSeen());
        assertEquals(List.of("listening on 1", "listening on 2"), log.lastLines(5));
    }

    @Test
    void seesNothingWhereNothingIsAwaited() throws IOException {
        try (ServerLog other =
                new ServerLog(folder.resolve("other"), new ReadyCheck(ReadyCheck.Kind.TCP, "listening", 1))) {
            other.write("listening on 1\n".getBytes(StandardCharsets.UTF_8), 0, 15);

            assertFalse(other.hasSeen());
        }
    }

    @Test
    void givesTheLastWordsInOneShortLineThatATerminalCanBear() {
        write("one\n", "\n", "two\u0007\n", "\u001b]0;title\u0007\u001b[31mthree\u001b[0m\r\n", "x".repeat(10_000));

        assertEquals("; its last words: two | three | " + "x".repeat(300) + "…", log.lastWords());
    }

    @Test
    void saysThatNothingWasWritten() {
        assertEquals("; it wrote nothing", log.lastWords());
    }

    @Test
    void cutsTheFileAtItsBoundSaysSoAndStillKnowsTheLastLines() throws IOException {
        String megabyte = ("y".repeat(1023) + "\n").repeat(1024);
        for (int i = 0; i < 17; i++) {
            write(megabyte);
        }

        write("the last\n");

        assertEquals(ServerLog.MOST_BYTES + "\n[flatline: cut at 16777216 bytes]\n".length(), Files.size(file));
        assertEquals(List.of("the last"), log.lastLines(1));
    }

    private void write(String... pieces) {
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            log.write(bytes, 0, bytes.length);
        }
    }
}
