package dev.flatline.scenarios.file;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The mistakes in a scenario, collected so that a user sees several at once. */
final class Problems {

    private static final int SHOWN = 5;

    private final List<Problem> problems = new ArrayList<>();

    private record Problem(Origin origin, String text) {}

    /** One mistake; {@code path} is the key's, empty for the file as a whole. */
    void add(Origin origin, String path, String message) {
        String text = path.isEmpty() ? origin + ": " + message : origin + ": " + path + ": " + message;
        problems.add(new Problem(origin, text));
    }

    /** An exception with the first few mistakes in the order of the file, if there are any. */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        String lines = problems.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> problem.origin.line())
                        .thenComparingInt(problem -> problem.origin.column()))
                .limit(SHOWN)
                .map(Problem::text)
                .collect(Collectors.joining("\n"));
        int more = problems.size() - SHOWN;
        throw new FlatlineException(ExitStatus.USAGE, more > 0 ? lines + "\n… and " + more + " more" : lines);
    }

    /** Ends at once with one mistake. */
    static FlatlineException fatal(Origin origin, String message) {
        return new FlatlineException(ExitStatus.USAGE, origin + ": " + message);
    }
}
