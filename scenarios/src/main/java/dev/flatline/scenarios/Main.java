package dev.flatline.scenarios;

import dev.flatline.scenarios.cli.Cli;
import dev.flatline.scenarios.cli.Engines;
import dev.flatline.scenarios.cli.Environment;
import dev.flatline.scenarios.cli.ProcessInterrupts;
import dev.flatline.scenarios.doctor.ProcFiles;
import dev.flatline.scenarios.view.Terminals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** The program {@code flatline}: the command line over the engines, the terminal and this machine. */
public final class Main {

    private Main() {}

    /** Runs a command in this process's world and returns its exit code. */
    public static int run(Engines engines, String... args) {
        PrintWriter out = Terminals.out();
        Environment environment = new Environment(
                out,
                Terminals.err(),
                () -> Terminals.screen(out, System.getenv()),
                ProcFiles::read,
                Clock.system(ZoneId.systemDefault()),
                Path.of(""),
                new ProcessInterrupts());
        return new Cli(engines, environment).run(args);
    }
}
