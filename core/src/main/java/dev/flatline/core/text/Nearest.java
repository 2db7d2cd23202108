package dev.flatline.core.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may have meant: the known word with the smallest edit distance, if that is small. */
public final class Nearest {

    private static final int MAX_LENGTH = 80;
    private static final int FEW = 3;
    /** So many letters at the beginning make words alike. */
    private static final int ALIKE = 5;

    private Nearest() {}

    /** The known word next to {@code typed}, unless it differs by more than about a third. */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(lower, word) <= Math.max(1, Math.min(lower.length(), word.length()) / 3))
                .min(Comparator.comparingInt(word -> distance(lower, word)));
    }

    /** {@code did you mean 'x'?}, or {@code accepted: a, b, c} when nothing is near. */
    public static String hint(String typed, Collection<String> known) {
        return to(typed, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> "accepted: " + String.join(", ", known));
    }

    /**
     * {@code did you mean 'x', 'y'?}, up to three, of a list that is too long to be said: words that begin or go on alike
     * count as near, too. Empty when nothing is.
     */
    public static String few(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.length() > MAX_LENGTH) {
            return "";
        }
        String near = known.stream()
                .distinct()
                .filter(word -> isNear(lower, word))
                .sorted(Comparator.comparing((String word) -> !word.startsWith(lower))
                        .thenComparingInt(word -> distance(lower, word)))
                .limit(FEW)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : "did you mean " + near + "?";
    }

    private static boolean isNear(String typed, String word) {
        String letters = letters(typed);
        boolean alike = letters.length() >= ALIKE && letters(word).startsWith(letters.substring(0, ALIKE));
        return alike || word.contains(typed) || to(typed, List.of(word)).isPresent();
    }

    private static String letters(String word) {
        return word.replaceAll("[^a-z0-9]", "");
    }

    /** {@code accepted is a, b, c}, and which of them may have been meant. */
    public static String accepted(String typed, Collection<String> known) {
        return "accepted is " + String.join(", ", known)
                + to(typed, known).map(word -> " (did you mean " + word + "?)").orElse("");
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int cost = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[to.length()];
    }
}
