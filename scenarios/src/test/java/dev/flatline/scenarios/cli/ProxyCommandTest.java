package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("StringConcatToTextBlock") // lines of two programs, side by side
final class ProxyCommandTest {

    private final CliRig flatline = new CliRig();

    @Test
    @Tag("real-socket")
    void anInterruptEndsItWithItsTotals() {
        int code = flatline.run(
                "proxy", "--port", "0", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1", "--name", "chat");

        assertEquals(0, code, flatline.err());
        assertTrue(
                flatline.out()
                        .matches("http://127.0.0.1:\\d+  control API: [^\n]*\n"
                                + "chat: 127.0.0.1:\\d+ -> 127.0.0.1:1, no toxics\n"
                                + "next: flatline toxic add --api http://127.0.0.1:\\d+ -t latency -a latency=100 chat\n"
                                + "Ctrl-C or SIGTERM closes everything and says what was done\n"
                                + "closing 0 connections\n"
                                + "chat: 0 connections, 0 bytes upstream, 0 downstream\n"),
                flatline.out());
    }

    @Test
    @Tag("real-socket")
    void toxiproxysOwnFlagsAreUnderstood(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("toxiproxy.json"),
                "[{\"name\": \"redis\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"redis:6379\"}]");
        flatline.variables.put("FLATLINE_TOKEN", "a-long-secret");

        int code = flatline.run(
                "proxy",
                "-host=0.0.0.0",
                "-port=0",
                "-config=" + config,
                "-seed=7",
                "-proxy-metrics",
                "-runtime-metrics=true");

        assertEquals(0, code, flatline.err());
        assertTrue(flatline.out().contains("\nredis: 127.0.0.1:"), flatline.out());
        assertEquals(0, flatline.run("proxy", "-version"));
        assertTrue(flatline.out().startsWith("flatline "), flatline.out());
    }

    @Test
    @Tag("real-socket")
    void putsBackFirstWhatAKilledOneLeftAndIsThereAllTheSame(@TempDir Path state) throws IOException {
        Path dead = journal(state.resolve("dead.rollback"), "undo 0 no.such.kind let+everything+be");
        Path idle = journal(state.resolve("idle.rollback"));
        flatline.variables.put("FLATLINE_STATE", state.toString());

        int code = flatline.run("proxy", "--port", "0");

        assertEquals(0, code, flatline.err());
        assertTrue(flatline.out().contains("control API"), flatline.out());
        assertTrue(
                flatline.err()
                        .startsWith(
                                "flatline: run dead (process 1, begun 2026-11-26T02:00:00Z) left one thing to put back"),
                flatline.err());
        assertTrue(flatline.err().contains("flatline: warning: a run that was killed has left"), flatline.err());
        assertTrue(Files.exists(dead));
        assertFalse(Files.exists(idle));
    }

    /** What a run leaves that is killed. */
    private static Path journal(Path file, String... entries) throws IOException {
        String name = file.getFileName().toString().replace(".rollback", "");
        List<String> lines =
                new ArrayList<>(List.of("run flatline-rollback-1 " + name + " 1 2026-11-26T02%3A00%3A00Z"));
        lines.addAll(List.of(entries));
        return Files.write(file, lines.stream().map(ProxyCommandTest::checked).toList());
    }

    private static String checked(String line) {
        CRC32 sum = new CRC32();
        sum.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x %s", sum.getValue(), line);
    }

    @Test
    @Tag("real-socket")
    void aPortInUseIsOneLineAndTheMachinesFault() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertEquals(3, flatline.run("proxy", "--port", port));
            assertEquals(
                    "flatline: the control API cannot listen on 127.0.0.1:" + port
                            + ": Address already in use; --port takes another one, 0 any\n",
                    flatline.err());
            assertEquals(
                    3,
                    flatline.run("proxy", "--port", "0", "--listen", "127.0.0.1:" + port, "--upstream", "127.0.0.1:1"));
            assertEquals(
                    "flatline: proxy web: listen tcp 127.0.0.1:" + port
                            + ": bind: address already in use; port 0 takes any free one\n",
                    flatline.err());
        }
    }

    @Test
    @Tag("real-socket")
    void aLedgerThatCannotBeWrittenIsOneLine(@TempDir Path folder) {
        assertEquals(2, flatline.run("proxy", "--port", "0", "--ledger", folder + "/none/faults"));
        assertEquals(
                "flatline: --ledger: cannot write to " + folder
                        + "/none/faults (no such folder); accepted: a file in a folder that you may write to\n",
                flatline.err());

        assertEquals(2, flatline.run("proxy", "--port", "0", "--ledger", folder.toString()));
        assertEquals(1, flatline.err().lines().count(), flatline.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port x                            | --port: port: found 'x'; accepted: a port of 0 (any free one) to 65535
            --compat strct                      | --compat: compat: found 'strct'; accepted: ours, strict (did you mean 'strict'?)
            --seed 1.5                          | --seed: seed: found '1.5'; accepted: a whole number of 64 bits
            --lisen 127.0.0.1:1                 | unknown option '--lisen' of proxy; did you mean '--listen'?
            --config no-such-file               | no-such-file: found no such file; accepted: a YAML or JSON file with proxies, or example
            --token short --port 0              | --token: control token must have at least 8 characters
            --token longenough --token-file x   | --token and --token-file: found both; accepted: one of them
            --token-file no-such-file           | --token-file: cannot read no-such-file; accepted: a file with a token
            --host 0.0.0.0 --port 0             | the control API cannot listen on 0.0.0.0:0: other machines could reach it, and there is no token; --token-file FILE or FLATLINE_TOKEN gives one
            """)
    void aMistakeIsOneLine(String args, String message) {
        assertEquals(2, flatline.run(("proxy " + args).split(" ")));
        assertEquals("flatline: " + message + "\n", flatline.err());
    }

    @Test
    void warnsOfWhatToxiproxysFileSaysInVain(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("toxiproxy.json"),
                "[{\"name\": \"a\", \"upstream\": \"b:1\", \"enabled\": false, \"x\": 1}]");

        assertEquals(0, flatline.run("proxy", "--port", "0", "--config", config.toString()));
        assertEquals(
                "flatline: warning: " + config
                        + ":1:53: x: unknown key, left out as Toxiproxy does; accepted: name, listen, upstream, enabled\n",
                flatline.err());
    }
}
