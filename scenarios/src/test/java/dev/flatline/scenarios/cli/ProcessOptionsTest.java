package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessOptionsTest {

    private static final int USAGE = 2;
    private static final String CLIENTS =
            "clients: {count: 10, connect: {arrival: constant, rate: 10/s}, heartbeat: none, reconnect: none, ";

    @TempDir
    Path folder;

    private final CliRig rig = new CliRig();
    private String scenario = "";

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = write(CLIENTS + "messages: none}");
    }

    @ParameterizedTest
    @CsvSource({"0", "257", "many"})
    void aNumberOfProcessesThatMakesNoSenseIsRefused(String count) {
        assertEquals(USAGE, rig.run("run", scenario, "--processes", count));

        assertEquals("flatline: --processes: found '" + count + "'; accepted: 1 to 256\n", rig.err());
    }

    @Test
    void moreProcessesThanClientsAreRefused() {
        assertEquals(USAGE, rig.run("run", scenario, "--processes", "11"));

        assertEquals(
                "flatline: --processes: found 11 for 10 clients; accepted: at most one for each client\n", rig.err());
    }

    @Test
    void aForeignServerHasItsOwnProcesses() {
        assertEquals(USAGE, rig.run("run", scenario, "--target", "ws://127.0.0.1:9/", "--server-processes", "2"));

        assertTrue(rig.err().startsWith("flatline: --server-processes: the server is that of --target"), rig::err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages: none} | server: {admission: {connections: 100}} | server.admission bounds all connections together",
                "messages: {kind: push, rate: 1/s, size: 64B}} | seed: 1 | rooms and pushes are kept by",
            })
    void aServerWhoseConnectionsBelongTogetherStaysInOneProcess(String messages, String section, String reason)
            throws IOException {
        String undivided = write(CLIENTS + messages + "\n" + section);

        assertEquals(USAGE, rig.run("run", undivided, "--processes", "2", "--server-processes", "2"));

        String wanted = "flatline: --server-processes: found 2; accepted: 1, because " + reason;
        assertTrue(rig.err().startsWith(wanted), rig::err);
    }

    private String write(String sections) throws IOException {
        return Files.writeString(folder.resolve("some.yaml"), "name: some\nduration: 1s\n" + sections + "\n")
                .toString();
    }
}
