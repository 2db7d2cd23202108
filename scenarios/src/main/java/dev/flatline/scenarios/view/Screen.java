package dev.flatline.scenarios.view;

import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * Where a run is shown.
 *
 * @param out takes the text
 * @param live whether lines can be rewritten: a terminal, not a pipe or a file
 * @param width columns, asked before every frame; only of use when live
 * @param height rows, likewise
 * @param style what it can show
 */
public record Screen(PrintWriter out, boolean live, IntSupplier width, IntSupplier height, Style style) {

    /** A pipe or a file. */
    public static Screen plain(PrintWriter out, Style style) {
        return new Screen(out, false, () -> 0, () -> 0, style);
    }
}
