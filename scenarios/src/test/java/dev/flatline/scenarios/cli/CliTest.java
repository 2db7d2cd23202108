package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.run.Processes;
import dev.flatline.scenarios.run.RunRequest;
import dev.flatline.scenarios.view.Screen;
import dev.flatline.scenarios.view.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CliTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeInterrupts interrupts = new FakeInterrupts();
    private Verdict verdict = Verdict.MET;
    private RuntimeException failure = new FlatlineException(ExitStatus.UNREACHABLE, "ws://x/: nobody listens there");
    private final FakeEngine real = new FakeEngine(() -> verdict);
    private final FakeEngine simulated = new FakeEngine(() -> verdict);

    @ParameterizedTest
    @CsvSource({"MET, 0", "MISSED, 99", "INVALID, 5", "INCOMPLETE, 130"})
    void theVerdictIsTheExitCode(Verdict what, int code) {
        verdict = what;

        assertEquals(code, flatline("run", "reconnect-storm"));
        assertTrue(
                out.toString().contains("\n" + (what == Verdict.MET ? "COMPLETED, no objectives" : what)),
                out.toString());
    }

    @Test
    void aRunThatStoppedForItsBrokenTargetEndsWithFour() {
        verdict = Verdict.INCOMPLETE;
        real.state = RunResult.State.ABORTED;

        assertEquals(4, flatline("run", "reconnect-storm"));
        assertTrue(out.toString().contains("\nABORTED: stopped after 75 of 75 s"), out.toString());
    }

    @Test
    void runsWithWhatTheCommandLinePutsOverTheScenario() {
        int code = flatline(
                "run",
                "reconnect-storm",
                "--clients",
                "1k",
                "--seed",
                "7",
                "--set",
                "timeline[0].hit=30%",
                "--target",
                "ws://127.0.0.1:9000/");

        RunRequest request = real.requests.get(0);
        assertEquals(0, code);
        assertEquals(1000, request.scenario().load().clients());
        assertEquals(7, request.scenario().seed());
        assertEquals("ws://127.0.0.1:9000/", request.scenario().targets().words());
        assertEquals(folder.resolve("results/reconnect-storm-20261122-020000"), request.out());
        assertEquals(
                "flatline run reconnect-storm --target ws://127.0.0.1:9000/ --clients 1k --seed 7"
                        + " --set 'timeline[0].hit=30%'",
                request.command());
        assertTrue(
                err.toString().startsWith("flatline: warning: objective 'detect.server.max < 8s' needs Flatline's own"),
                err.toString());
    }

    @Test
    void simulatesWithoutAskingTheMachine() {
        assertEquals(0, flatline("simulate", "reconnect-storm", "--clients", "10M"));

        assertEquals(10_000_000, simulated.requests.get(0).scenario().load().clients());
        assertTrue(err.toString().contains("of the 10,000,000 clients arrive before the run ends"), err.toString());
    }

    @Test
    void anInterruptEndsTheRunWithItsReportAndTheSecondEndsTheProcess() {
        real.midway = interrupts::fire;
        assertEquals(130, flatline("run", "reconnect-storm"));
        assertEquals(0, interrupts.exited);

        real.midway = () -> {
            interrupts.fire();
            interrupts.fire();
        };
        flatline("run", "reconnect-storm");
        assertEquals(130, interrupts.exited);
    }

    @Test
    void aServerThatDoesNotFitBesideTheClientsGetsAProcessOfItsOwn() throws IOException {
        assertEquals(0, flatline("run", "reconnect-storm", "--clients", "5000"));

        assertEquals(new Processes(1, 1), real.requests.get(0).processes());
        assertTrue(err.toString().contains("the server runs in a process of its own"), err.toString());
    }

    @Test
    void aRunThatTheMachineCannotHoldEndsBeforeItBegins() throws IOException {
        assertEquals(3, flatline("run", "reconnect-storm", "--clients", "6000"));

        assertTrue(err.toString().startsWith("flatline: 6,000 clients need 26,750 file descriptors"), err.toString());
        assertEquals(2, err.toString().lines().count());
        assertTrue(real.requests.isEmpty());
        assertNothingIsLeft();
    }

    @Test
    void anUnreachableTargetLeavesNothingBehind() throws IOException {
        real.midway = () -> {
            throw failure;
        };

        assertEquals(4, flatline("run", "reconnect-storm", "--target", "ws://x/"));
        assertTrue(err.toString().endsWith("flatline: ws://x/: nobody listens there\n"), err.toString());
        assertNothingIsLeft();
    }

    @Test
    void aBugIsOneLineAndVerboseShowsWhere() {
        failure = new IllegalStateException("boom");
        real.midway = () -> {
            throw failure;
        };

        assertEquals(1, flatline("run", "reconnect-storm"));
        assertEquals(
                "flatline: internal error: java.lang.IllegalStateException: boom; --verbose shows where\n",
                err.toString());
        assertEquals(1, flatline("--verbose", "run", "reconnect-storm"));
        assertTrue(err.toString().contains("at dev.flatline.scenarios"), err.toString());
    }

    @Test
    void anUnwritableResultFolderIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertEquals(2, flatline("run", "reconnect-storm", "--out", file + "/sub"));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("flatline: --out: cannot write to " + file + "/sub ("), err.toString());
        assertTrue(real.requests.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rnu reconnect-storm             | unknown command 'rnu'; did you mean 'run'?
            run reconect-storm              | reconect-storm: found no such file or bundled scenario; did you mean 'reconnect-storm'?
            run reconnect-storm --cleints 5 | unknown option '--cleints' of run; did you mean '--clients'?
            run reconnect-storm --clients x | --clients: clients.count: found 'x'; accepted: a whole number, such as 2000, 2k or 10M
            run reconnect-storm --seed 1.5  | --seed: seed: found '1.5'; accepted: a whole number of 64 bits
            run reconnect-storm --set a.b   | --set: found 'a.b'; accepted: path=value, such as clients.count=100
            run reconnect-storm --target http://x/ | --target: targets[0].url: found 'http://x/' (the scheme must be ws:// or wss://); accepted: a WebSocket URL, such as ws://127.0.0.1:9000/ or wss://example.org/
            run reconnect-storm --target ws://x/ --target wss://y:0/ | --target: targets[1].url: found 'wss://y:0/' (the port must be 1 to 65535); accepted: a WebSocket URL, such as ws://127.0.0.1:9000/ or wss://example.org/
            run                             | run: Missing required parameter: 'SCENARIO'; see flatline --help
            run a b                         | run: found 'b', which is one argument too many; see flatline run --help
            report no-such-folder           | no-such-folder: found no such folder; accepted: the result folder of a run
            """)
    void aMistakeOnTheCommandLineIsOneLine(String args, String message) {
        assertEquals(2, flatline(args.split(" ")));
        assertEquals("flatline: " + message + "\n", err.toString());
    }

    @Test
    void validatesFilesAndReportsEveryMistake() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "name: bad\nduration: 5\nclients: {count: 1}\n");

        assertEquals(2, flatline("validate", "reconnect-storm", bad.toString()));
        assertEquals("reconnect-storm: good: 2,000 clients, 1m15s, 2 faults, 7 objectives\n", out.toString());
        assertEquals(
                bad + ":2:11: duration: found '5'; accepted: a duration with its unit (ns, us, ms, s, m, h), such as"
                        + " 500ms or 1m30s\n"
                        + bad + ":3:10: clients.connect: missing; it is required\n",
                err.toString());
    }

    @Test
    void listsReportsAndHelps() {
        assertEquals(0, flatline("list"));
        assertTrue(out.toString().startsWith("reconnect-storm      Half the fleet goes silent"), out.toString());
        assertEquals(0, flatline("doctor"));
        assertTrue(
                out.toString().contains("inject: proxy, embedded server               4,465  open files"),
                out.toString());
        assertEquals(0, flatline("--help"));
        assertEquals(0, flatline("run", "--help"));
        assertTrue(out.toString().contains("--target=URL"), out.toString());
        assertEquals(0, flatline("--version"));
        assertTrue(out.toString().matches("(?s).*flatline \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\n"), out.toString());
        assertEquals(2, flatline());
    }

    @Test
    void tellsHowRealServersLoseConnections() {
        assertEquals(0, flatline("profiles"));
        assertTrue(out.toString().contains("\nengine.io-4 "), out.toString());
        assertEquals(0, flatline("profiles", "sockjs"));
        assertTrue(out.toString().contains("the server sends a WebSocket ping every 25s"), out.toString());
        assertTrue(out.toString().contains("a client that vanishes is noticed 10s to 35s"), out.toString());
        assertEquals(2, flatline("profiles", "socke"));
        assertTrue(
                err.toString().contains("unknown profile 'socke'; did you mean 'socket.io-4', 'socket.io-2'"),
                err.toString());
    }

    @Test
    void tellsHowRealClientsComeBack() {
        assertEquals(0, flatline("profiles", "--client"));
        for (ClientProfile profile : ClientProfiles.all()) {
            String line = out.toString()
                    .lines()
                    .filter(text -> text.startsWith(profile.name() + " "))
                    .findFirst()
                    .orElse("");
            assertTrue(line.contains("(" + profile.source() + ")"), profile.name() + " in " + out);
            assertTrue(line.split(", ", -1).length >= 6 || line.contains("gives up"), line);
        }
        assertTrue(
                out.toString()
                        .contains("551ms–1.499s, 1.101s–2.999s, 2.201s–5s, 4.401s–5s, 5s, 5s   (socket.io-client"),
                out.toString());
    }

    @Test
    void tellsOfBothIfANameIsAServersAndAClients() {
        assertEquals(0, flatline("profiles", "graphql-ws"));
        assertTrue(out.toString().contains("server graphql-ws: "), out.toString());
        assertTrue(out.toString().contains("client graphql-ws: "), out.toString());
        assertTrue(
                out.toString().contains("first delays, after a live connection: 1.3s–3.999s, gives up"),
                out.toString());

        assertEquals(0, flatline("profiles", "--client", "phoenix-1.8.15"));
        assertTrue(out.toString().contains("  Close 1000: stops for good\n"), out.toString());
        assertTrue(out.toString().contains("a server that vanishes is noticed 30s to 60s later"), out.toString());

        assertEquals(2, flatline("profiles", "--server", "phenix"));
        assertTrue(err.toString().contains("unknown profile 'phenix'; see flatline profiles"), err.toString());
        assertEquals(2, flatline("profiles", "phenix"));
        assertTrue(err.toString().contains("unknown profile 'phenix'; did you mean 'phoenix'?"), err.toString());
    }

    @Test
    void anInterruptEndsAServerAfterItsDrain() {
        interrupts.fireWhenAsked = true;

        assertEquals(0, flatline("serve", "--port", "0", "--operator", "none", "--profile", "workerman"));

        assertTrue(
                out.toString()
                        .matches("(?s)ws://127.0.0.1:\\d+/  echoes; heartbeat: workerman; 1 event loops on .*"
                                + "draining 0 connections\nserved 0 connections.*"),
                out.toString());
        assertEquals(0, interrupts.exited);
    }

    @Test
    void tellsThatTheRunOfAReportWasKilledAndWhatIsMissingOfIt() throws IOException {
        flatline("run", "reconnect-storm");
        try (ResultWriter writer = ResultFolder.create(folder.resolve("killed"))) {
            writer.writeSummary(FakeEngine.killed(real.requests.get(0)));
        }
        out.getBuffer().setLength(0);

        assertEquals(0, flatline("report", folder.resolve("killed").toString()));
        assertEquals(
                "This run was killed after 12 s of 75 s; everything below is what had been measured by then.\n"
                        + "timeline.csv ends after 0 s of the 12 s that the run took: the rest of it is missing.\n"
                        + "scenario.yaml is missing from the folder.\nhistograms.hlog is empty.\nReport: "
                        + folder.resolve("killed/report.html") + "\n",
                out.toString());
    }

    @Test
    void twoRunsInOneSecondDoNotShareAFolder() {
        flatline("run", "reconnect-storm");
        flatline("run", "reconnect-storm");

        Path first = folder.resolve("results/reconnect-storm-20261122-020000");
        assertEquals(first, real.requests.get(0).out());
        assertEquals(
                first.resolveSibling(first.getFileName() + "-2"),
                real.requests.get(1).out());
    }

    @Test
    void listsCanBeEmptiedOnTheCommandLine() {
        assertEquals(0, flatline("run", "reconnect-storm", "--set", "objectives=[]", "--set", "timeline=[]"));

        assertTrue(real.requests.get(0).scenario().objectives().isEmpty());
        assertTrue(real.requests.get(0).scenario().faults().faults().isEmpty());
    }

    @Test
    void warnsOfASilenceThatIsTooShortToBeNoticed() {
        assertEquals(0, flatline("run", "reconnect-storm", "--set", "timeline[0].for=500ms"));
        assertTrue(
                err.toString()
                        .contains("warning: timeline[0]: a blackhole of 500ms is shorter than every heartbeat timeout:"
                                + " nobody will notice it\n"),
                err.toString());

        flatline("run", "reconnect-storm", "--set", "timeline[0].for=3s");
        assertTrue(err.toString().contains("a blackhole of 3s is shorter than every heartbeat timeout: few will"));
        flatline("run", "reconnect-storm", "--set", "clients.heartbeat=none", "--target", "ws://127.0.0.1:9000/");
        assertTrue(err.toString().contains("of 10s, and no heartbeat of the clients ever times out"), err.toString());
    }

    private int flatline(String... args) {
        PrintWriter output = new PrintWriter(out);
        Environment environment = new Environment(
                output,
                new PrintWriter(err),
                () -> Screen.plain(output, Style.PLAIN),
                CliTest::machine,
                Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC),
                folder,
                interrupts,
                Map.of());
        Engines engines = new Engines(() -> real, () -> simulated, dir -> dir.resolve("report.html"));
        return new Cli(engines, environment).run(args);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.findAny().isPresent());
        }
    }

    private static Machine machine() {
        OptionalLong unknown = OptionalLong.empty();
        OptionalLong files = OptionalLong.of(20_000);
        return Machine.unknown(2)
                .with(new Machine.Descriptors(files, files, OptionalLong.of(50), unknown, unknown, unknown));
    }

    private static final class FakeInterrupts implements Interrupts {

        private Runnable handler = () -> {};
        private boolean fireWhenAsked;
        private int exited;

        void fire() {
            handler.run();
        }

        @Override
        public Runnable onInterrupt(Runnable next) {
            handler = next;
            if (fireWhenAsked) {
                next.run();
            }
            return () -> handler = () -> {};
        }

        @Override
        public Runnable onHangUp(Runnable next) {
            return () -> {};
        }

        @Override
        public void exitNow(int code) {
            exited = code;
        }
    }
}
