package dev.flatline.scenarios.file;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The mistakes in a scenario, collected so that a user sees several at once. */
final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    private record Problem(Origin origin, String text) {}

    /** One mistake; {@code path} is the key's, empty for the file as a whole. */
    void add(Origin origin, String path, String message) {
        String text = path.isEmpty() ? origin + ": " + message : origin + ": " + path + ": " + message;
        problems.add(new Problem(origin, text));
    }

    /** An exception with the first mistakes in the order of the file, at most that many, if there are any. */
    void throwIfAny(String source, int most) {
        if (problems.isEmpty()) {
            return;
        }
        String lines = problems.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> problem.origin.line())
                        .thenComparingInt(problem -> problem.origin.column()))
                .limit(most)
                .map(Problem::text)
                .collect(Collectors.joining("\n"));
        int more = problems.size() - most;
        String rest = more > 0 ? "\n… and " + more + " more: flatline validate " + source + " shows all" : "";
        throw new FlatlineException(ExitStatus.USAGE, lines + rest);
    }

    /** Ends at once with one mistake. */
    static FlatlineException fatal(Origin origin, String message) {
        return new FlatlineException(ExitStatus.USAGE, origin + ": " + message);
    }
}
