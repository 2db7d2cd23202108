package dev.flatline.core.dialect;

/**
 * A word that a dialect lets its clients choose, such as the token they log in with.
 *
 * @param name its key in a scenario file
 * @param kind what it is
 */
public record ClientWord(String name, Kind kind) {

    /** What a word is. */
    public enum Kind {
        /** Any text: it is escaped where it goes into JSON. */
        TEXT,
        /** A JSON object: what is filled into it is escaped. */
        JSON,
        /** A JSON object if it begins like one, or else a text. */
        EITHER
    }

    static ClientWord text(String name) {
        return new ClientWord(name, Kind.TEXT);
    }

    static ClientWord json(String name) {
        return new ClientWord(name, Kind.JSON);
    }

    static ClientWord either(String name) {
        return new ClientWord(name, Kind.EITHER);
    }

    /** Whether this text of the word, filled in or not, is JSON: an object that is empty or begins with the name of a member. */
    public boolean isJson(String text) {
        return switch (kind) {
            case TEXT -> false;
            case JSON -> true;
            case EITHER -> beginsObject(text);
        };
    }

    static boolean beginsObject(String text) {
        String inside = text.strip();
        return inside.startsWith("{")
                && (inside.substring(1).strip().startsWith("\"")
                        || inside.substring(1).strip().equals("}"));
    }
}
