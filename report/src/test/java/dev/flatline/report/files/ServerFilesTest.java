package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFilesTest {

    private static final String LIST = "replica\tname\timage\taddress\n";
    private static final String ENDS = "second\treplica\texit\toom\tcause\n";

    @TempDir
    Path results;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(results.resolve("servers"));
    }

    @Test
    void readsServersTheirEndsAndTheirLastWords() throws IOException {
        write("replicas.tsv", LIST + "1\tweb-1\tweb:1.2\t172.18.0.2:8080\n2\tweb-2\tweb:1.2\t172.18.0.3:8080\n");
        write(
                "ends.tsv",
                ENDS + "15.025\t2\t137\ttrue\toom\n20.5\t1\t3\tfalse\titself\n65\t1\t143\tfalse\tthe end of the run\n");
        write("replica-2.log", "listening\n\n\u001b[31mred\u001b[0m\tand \u0007loud\n");

        ServerFiles.Found found = ServerFiles.read(results);

        assertEquals(List.of(), found.notes());
        assertEquals(
                List.of(
                        new ServerTable.Server(1, "web-1", "web:1.2", "172.18.0.2:8080", List.of()),
                        new ServerTable.Server(
                                2, "web-2", "web:1.2", "172.18.0.3:8080", List.of("listening", "red and  loud"))),
                found.table().servers());
        assertEquals(
                List.of(
                        new ServerTable.End(15.025, 2, 137, true, "oom"),
                        new ServerTable.End(20.5, 1, 3, false, "itself")),
                found.table().ends());
        assertEquals("SIGKILL (137), out of memory", found.table().ends().get(0).words());
        assertEquals("exit code 3", found.table().ends().get(1).words());
        assertTrue(found.table().ends().get(1).byItself());
    }

    @Test
    void aRunWithoutServersHasNeitherServersNorNotes() throws IOException {
        Files.delete(folder);

        assertEquals(new ServerFiles.Found(ServerTable.EMPTY, List.of()), ServerFiles.read(results));
    }

    @Test
    void whatIsMissingForeignOrTornIsLeftOutAndTold() throws IOException {
        write("replicas.tsv", "hello\n1\tx\ty\tz\n");
        write("ends.tsv", ENDS + "1\t1\t0\tfalse\tkill\nNaN\t1\t0\tfalse\tkill\n1\t0\t0\tmaybe\n1\t2\t0\tfal");

        ServerFiles.Found found = ServerFiles.read(results);

        assertEquals(
                List.of(new ServerTable.End(1, 1, 0, false, "kill")),
                found.table().ends());
        assertEquals(
                List.of(1),
                found.table().servers().stream().map(ServerTable.Server::number).toList());
        assertEquals(
                List.of(
                        "servers/replicas.tsv is left out: its first line is not replica name image address.",
                        "The last line of servers/ends.tsv was cut off and was left out.",
                        "servers/ends.tsv has 2 lines that are no rows, and were left out."),
                found.notes());
        Files.delete(folder.resolve("ends.tsv"));
        assertTrue(ServerFiles.read(results).notes().contains("servers/ends.tsv is missing from the folder."));
    }

    @Test
    void takesLittleOfALongLogAndNothingFromElsewhere() throws IOException {
        Path secret = Files.writeString(results.resolve("secret"), "not yours\n");
        Files.createSymbolicLink(folder.resolve("replica-1.log"), secret);
        write("replica-2.log", ("x".repeat(1_000) + "\n").repeat(5_000) + "last\n");

        List<ServerTable.Server> servers = ServerFiles.read(results).table().servers();

        assertEquals(
                List.of(2), servers.stream().map(ServerTable.Server::number).toList());
        List<String> lines = servers.get(0).lastLines();
        assertTrue(lines.size() <= 20, () -> lines.size() + " lines");
        assertEquals("last", lines.get(lines.size() - 1));
        assertFalse(lines.stream().anyMatch(line -> line.length() > 301), lines::toString);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
