package dev.flatline.chaos.target;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Connections by their number in their proxy, from 1.
 *
 * @param which how the number is compared
 * @param number what it is compared with, from 1
 */
record Nth(Which which, long number) implements Predicate<ConnectionFacts> {

    private static final int MAX_DIGITS = 18;

    /** How a connection's number is compared. */
    enum Which {
        THE,
        EVERY,
        FIRST,
        AFTER
    }

    static Nth parse(String text) {
        String[] words = text.strip().split("\\s+", 3);
        String digits = words[words.length - 1];
        Which which = words.length == 1 ? Which.THE : words.length == 2 ? word(words[0]) : null;
        boolean whole = digits.length() <= MAX_DIGITS && digits.matches("[0-9]*[1-9][0-9]*");
        if (which == null || !whole) {
            throw new IllegalArgumentException(
                    "a connection's number from 1, or every, first or after with one, such as 3, every 5, first 100");
        }
        return new Nth(which, Long.parseLong(digits));
    }

    @Override
    public boolean test(ConnectionFacts connection) {
        long found = connection.number();
        return switch (which) {
            case THE -> found == number;
            case EVERY -> found % number == 0;
            case FIRST -> found <= number;
            case AFTER -> found > number;
        };
    }

    private static @Nullable Which word(String word) {
        return switch (word) {
            case "every" -> Which.EVERY;
            case "first" -> Which.FIRST;
            case "after" -> Which.AFTER;
            default -> null;
        };
    }
}
