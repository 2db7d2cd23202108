package dev.flatline.chaos.toxic;

import java.util.List;

/**
 * One attribute of a type of toxic.
 *
 * @param name as in JSON and on the command line
 * @param kind what values it takes
 * @param fallback its value when it is not given: a Long, Double, String or Boolean, as the kind says
 * @param words the accepted words of a {@link Kind#WORD}; empty for all others
 * @param description one line, with the unit and the range
 */
public record Parameter(String name, Kind kind, Object fallback, List<String> words, String description) {

    /** What values an attribute takes. */
    public enum Kind {
        /** A Long. */
        WHOLE,
        /** A Double. */
        REAL,
        /** A String that is one of the words. */
        WORD,
        /** Any String. */
        TEXT,
        /** A Boolean. */
        FLAG
    }

    /** Copies the list. */
    public Parameter {
        words = List.copyOf(words);
    }
}
