package dev.flatline.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code flatline}: the options that every command has. */
@Command(
        name = "flatline",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "When connections die, who notices, how fast, and does everyone come back?",
        footer = {"", "Start with: flatline run reconnect-storm", "Benchmarks: flatline bench"})
final class FlatlineCommand {

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}
