package dev.flatline.chaos.target;

/** A text as it is, or what begins with it if it ends in an asterisk. */
record TextPattern(String text, boolean prefix) {

    static TextPattern parse(String pattern) {
        boolean prefix = pattern.endsWith("*");
        return new TextPattern(prefix ? pattern.substring(0, pattern.length() - 1) : pattern, prefix);
    }

    boolean fits(String found) {
        return prefix ? found.startsWith(text) : found.equals(text);
    }
}
