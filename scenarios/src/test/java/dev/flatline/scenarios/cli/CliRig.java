package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.view.Screen;
import dev.flatline.scenarios.view.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The command line with what it printed, for commands that run no scenario. */
final class CliRig {

    final Map<String, String> variables = new HashMap<>();
    boolean terminal;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command; what the one before printed is forgotten. */
    int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        PrintWriter output = new PrintWriter(out);
        Environment environment = new Environment(
                output,
                new PrintWriter(err),
                () -> new Screen(output, terminal, () -> 200, () -> 50, Style.PLAIN),
                CliRig::machine,
                Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC),
                Path.of(""),
                new OneInterrupt(),
                variables);
        Engines engines = new Engines(CliRig::none, CliRig::none, folder -> folder);
        return new Cli(engines, environment).run(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T> T none() {
        throw new IllegalStateException("no scenario is run here");
    }

    private static Machine machine() {
        return Machine.unknown(2);
    }

    /** Asks to stop as soon as somebody listens. */
    private static final class OneInterrupt implements Interrupts {

        @Override
        public Runnable onInterrupt(Runnable handler) {
            handler.run();
            return () -> {};
        }

        @Override
        public Runnable onHangUp(Runnable handler) {
            return () -> {};
        }

        @Override
        public void exitNow(int code) {
            throw new IllegalStateException("one interrupt does not end it at once");
        }
    }
}
