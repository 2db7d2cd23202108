package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The token of a control API that other machines can reach. */
final class TokenOptions {

    private static final String VARIABLE = "FLATLINE_TOKEN";

    @Option(
            names = "--token",
            paramLabel = "T",
            description =
                    "what requests to the control API must bring, at least 8 characters (default: FLATLINE_TOKEN)")
    private Optional<String> token = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "the same from the first line of a file")
    private Optional<String> file = Optional.empty();

    /** The token, if there is one. */
    Optional<String> token(Map<String, String> variables) {
        if (token.isPresent() && file.isPresent()) {
            throw usage("--token and --token-file: found both; accepted: one of them");
        }
        return token.or(() -> file.map(TokenOptions::firstLine))
                .or(() -> Optional.ofNullable(variables.get(VARIABLE)).filter(text -> !text.isEmpty()));
    }

    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file))
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> usage("--token-file: " + file + " has no first line; accepted: a token there"));
        } catch (IOException | InvalidPathException unreadable) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--token-file: cannot read " + file + "; accepted: a file with a token",
                    unreadable);
        }
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }
}
