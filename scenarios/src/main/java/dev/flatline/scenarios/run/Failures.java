package dev.flatline.scenarios.run;

import dev.flatline.scenarios.FlatlineException;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong inside Flatline itself during a run, from any thread: a run with such a failure is invalid, whatever its
 * numbers say.
 */
final class Failures {

    private static final int MOST_TOLD = 5;

    private final List<String> told = new ArrayList<>();
    private long count;

    /** Takes note of a failure; the first few are told in full. */
    synchronized void add(Throwable failure) {
        count++;
        String text = failure instanceof FlatlineException && failure.getMessage() != null
                ? failure.getMessage()
                : "Flatline failed on " + Thread.currentThread().getName() + ": " + failure;
        if (told.size() < MOST_TOLD && !told.contains(text)) {
            told.add(text);
        }
    }

    /** Takes note, in words, of something else that spoils the run. */
    synchronized void tell(String spoilt) {
        count++;
        told.add(spoilt);
    }

    /** What to tell the reader of the numbers; empty when all went well. */
    synchronized List<String> warnings() {
        List<String> warnings = new ArrayList<>(told);
        if (count > told.size()) {
            warnings.add("Flatline failed " + count + " times in all");
        }
        return warnings;
    }
}
