package dev.flatline.report.html;

import dev.flatline.report.words.Units;

/**
 * One cell of a table.
 *
 * @param html what stands in it
 * @param number whether it is a number, which lines up on the right
 */
record Cell(String html, boolean number) {

    static Cell text(String text) {
        return new Cell(Markup.escape(text), false);
    }

    static Cell html(String html) {
        return new Cell(html, false);
    }

    static Cell code(String text) {
        return new Cell("<code>" + Markup.escape(text) + "</code>", false);
    }

    /** A name, and what it means in smaller letters below. */
    static Cell named(String name, String meaning) {
        return new Cell(
                "<code>" + Markup.escape(name) + "</code>"
                        + (meaning.isEmpty() ? "" : "<small>" + Markup.escape(meaning) + "</small>"),
                false);
    }

    static Cell number(String text) {
        return new Cell(Markup.escape(text), true);
    }

    static Cell count(long value) {
        return number(Units.count(value));
    }

    static Cell duration(double millis) {
        return Double.isNaN(millis)
                ? new Cell("<span class=\"quiet\">" + Units.duration(millis) + "</span>", true)
                : number(Units.duration(millis));
    }

    /** This cell in a column of numbers. */
    Cell asNumber() {
        return new Cell(html, true);
    }

    /** This cell, and a remark on it in smaller letters on a line of its own; nothing more without one. */
    Cell noting(String remark) {
        return remark.isEmpty() ? this : new Cell(html + "<small>" + Markup.escape(remark) + "</small>", number);
    }

    /** This cell, and another behind it in smaller letters on a line of its own. */
    Cell below(String words, Cell next) {
        return new Cell(html + "<small>" + Markup.escape(words) + next.html + "</small>", number);
    }

    /** This cell out of another. */
    Cell of(Cell all) {
        return new Cell(html + " of " + all.html, number);
    }

    /** This cell, and another behind it on the same line. */
    Cell then(Cell next) {
        return new Cell(html + " · " + next.html, number);
    }

    /** This cell with the exact value and its name behind the words, for programs that read the page. */
    Cell value(String name, double exact) {
        return data(name, Double.isNaN(exact) ? "" : Double.isInfinite(exact) ? "never" : Double.toString(exact));
    }

    /** This cell with the exact value and its name behind the words, likewise. */
    Cell value(String name, long exact) {
        return data(name, Long.toString(exact));
    }

    private Cell data(String name, String value) {
        return new Cell("<data id=\"" + Markup.escape(name) + "\" value=\"" + value + "\">" + html + "</data>", number);
    }
}
