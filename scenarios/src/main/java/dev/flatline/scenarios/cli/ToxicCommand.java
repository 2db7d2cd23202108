package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flatline toxic}: puts toxics on the proxies of a running {@code flatline proxy}, and takes them off. */
@Command(
        name = "toxic",
        description = "Put toxics on the proxies of a running 'flatline proxy', change them, take them off.",
        footer = {
            "",
            "flatline toxic add -t latency -a latency=100 web",
            "flatline toxic add -t half_open --toxicity 0.3 --ttl 30s --target group=blue web",
            "flatline toxic types latency"
        })
final class ToxicCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ToxicCommand(Environment environment) {
        this.environment = environment;
    }

    /** The command with those below it. */
    static CommandLine with(Environment environment) {
        return new CommandLine(new ToxicCommand(environment))
                .addSubcommand(new ToxicAddCommand(environment))
                .addSubcommand(new ToxicUpdateCommand(environment))
                .addSubcommand(new ToxicRemoveCommand(environment))
                .addSubcommand(new ToxicListCommand(environment))
                .addSubcommand(new ToxicTypesCommand(environment));
    }

    /** Without one of them there is nothing to do. */
    @Override
    public Integer call() {
        spec.commandLine().usage(environment.err());
        return ExitStatus.USAGE.code();
    }
}
