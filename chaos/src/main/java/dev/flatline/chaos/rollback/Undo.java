package dev.flatline.chaos.rollback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What puts one thing back: data, so that another process can do it after this one was killed.
 *
 * @param kind what is to be done, such as {@code container.unpause}: a {@link Healer} knows it
 * @param facts what must be known for that, such as the engine's address, the container's id, the limits it had
 * @param words the same for people, in the imperative: {@code unpause web-1}
 */
public record Undo(String kind, Map<String, String> facts, String words) {

    /** The fact of how many milliseconds what was begun may go on by itself when whoever began it is gone. */
    public static final String SETTLES = "settles";

    /** Copies. */
    public Undo {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** In how many milliseconds at most it can be told how things stand; see {@link #SETTLES}. */
    public long settleMillis() {
        return Long.parseLong(facts.getOrDefault(SETTLES, "0"));
    }

    /**
     * A fact.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind + " without " + name);
        }
        return value;
    }
}
