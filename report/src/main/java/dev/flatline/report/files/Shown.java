package dev.flatline.report.files;

/** Words for what is found in files. */
final class Shown {

    private static final int MOST = 60;

    private Shown() {}

    /** The beginning of a line, without what would spoil the one it is shown in. */
    static String of(String line) {
        String begin = line.length() <= MOST ? line : line.substring(0, MOST) + "…";
        StringBuilder shown = new StringBuilder();
        begin.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return shown.toString();
    }

    /** That a last line was left out. */
    static String torn(String file) {
        return "The last line of " + file + " was cut off and was left out.";
    }
}
