package dev.flatline.scenarios.cli;

import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands put together; errors become a line or two, and an exit code. */
public final class Cli {

    private final Environment environment;
    private final FlatlineCommand flatline = new FlatlineCommand();
    private final CommandLine commandLine;

    /** Creates the command line over what it is to set to work. */
    public Cli(Engines engines, Environment environment) {
        this.environment = environment;
        IExitCodeExceptionMapper status = Cli::code;
        this.commandLine = new CommandLine(flatline)
                .addSubcommand(new RunCommand(engines, environment))
                .addSubcommand(new SimulateCommand(engines, environment))
                .addSubcommand(new ServeCommand(environment))
                .addSubcommand(new ProxyCommand(environment))
                .addSubcommand(ToxicCommand.with(environment))
                .addSubcommand(new ProfilesCommand(environment))
                .addSubcommand(new ListCommand(environment))
                .addSubcommand(new ValidateCommand(environment))
                .addSubcommand(new DoctorCommand(environment))
                .addSubcommand(new ReportCommand(engines, environment))
                .addSubcommand(new CompareCommand(environment))
                .addSubcommand(new JournalCommand(environment))
                .addSubcommand(new HealCommand(environment))
                .addSubcommand(new ImageCommand(environment))
                .setOut(environment.out())
                .setErr(environment.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setExitCodeExceptionMapper(status)
                .setParameterExceptionHandler((refused, args) -> mistyped(refused))
                .setExecutionExceptionHandler((failed, command, result) -> failed(failed));
    }

    /** Does what the arguments say and returns the exit code. */
    public int run(String... args) {
        try {
            if (InImage.is(environment.variables()) && InImage.meansToxiproxy(args)) {
                return commandLine.execute(InImage.asProxy(args));
            }
            if (args.length == 0) {
                commandLine.usage(environment.err());
                return ExitStatus.USAGE.code();
            }
            return commandLine.execute(args);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return failed(new IllegalStateException(exhausted));
        } finally {
            environment.out().flush();
            environment.err().flush();
        }
    }

    private int mistyped(ParameterException refused) {
        CommandLine command = refused.getCommandLine();
        String name = command == commandLine
                ? command.getCommandName()
                : command.getCommandSpec()
                        .qualifiedName(" ")
                        .substring(commandLine.getCommandName().length() + 1);
        if (refused instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                List<String> options =
                        new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
                complain("unknown option '" + first + "' of " + name + "; " + Nearest.hint(first, options));
            } else if (!command.getSubcommands().isEmpty()) {
                List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
                complain((command == commandLine ? "" : name + ": ") + "unknown command '" + first + "'; "
                        + Nearest.hint(first, commands));
            } else {
                complain(name + ": found '" + first + "', which is one argument too many; see flatline " + name
                        + " --help");
            }
        } else {
            String message =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            complain((command == commandLine ? "" : name + ": ") + message + "; see flatline --help");
        }
        return ExitStatus.USAGE.code();
    }

    private int failed(Exception failed) {
        if (failed instanceof FlatlineException known) {
            complain(known.text());
        } else {
            complain("internal error: " + failed + (flatline.verbose() ? "" : "; --verbose shows where"));
        }
        if (flatline.verbose()) {
            failed.printStackTrace(environment.err());
        }
        return code(failed);
    }

    private void complain(String text) {
        text.lines().forEach(line -> environment.err().println("flatline: " + line));
    }

    private static int code(Throwable failed) {
        return failed instanceof FlatlineException known ? known.status().code() : ExitStatus.INTERNAL.code();
    }
}
