package dev.flatline.scenarios;

import dev.flatline.core.SuppressForbidden;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.render.Reports;
import dev.flatline.scenarios.cli.Cli;
import dev.flatline.scenarios.cli.Engines;
import dev.flatline.scenarios.cli.Environment;
import dev.flatline.scenarios.cli.ProcessInterrupts;
import dev.flatline.scenarios.doctor.ProcFiles;
import dev.flatline.scenarios.replica.RunHome;
import dev.flatline.scenarios.run.RealEngine;
import dev.flatline.scenarios.run.SimulatedEngine;
import dev.flatline.scenarios.view.Terminals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** The program {@code flatline}: the command line over the engines, the terminal and this machine. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Clock clock = clock();
        Engines engines = new Engines(
                () -> new RealEngine(clock, RunHome.of(System.getenv(), Terminals.err())),
                () -> new SimulatedEngine(clock),
                Main::report);
        System.exit(run(engines, clock, args));
    }

    private static Path report(Path folder) {
        try {
            return Reports.write(folder);
        } catch (ResultFolderException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressForbidden("the wall clock enters here, and is an argument everywhere else")
    private static Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }

    /** Runs a command in this process's world and returns its exit code. */
    public static int run(Engines engines, Clock clock, String... args) {
        PrintWriter out = Terminals.out();
        Environment environment = new Environment(
                out,
                Terminals.err(),
                () -> Terminals.screen(out, System.getenv()),
                ProcFiles::read,
                clock,
                Path.of(""),
                new ProcessInterrupts(),
                System.getenv());
        return new Cli(engines, environment).run(args);
    }
}
