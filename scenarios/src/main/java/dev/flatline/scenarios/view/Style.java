package dev.flatline.scenarios.view;

/**
 * What a terminal can show.
 *
 * @param unicode whether its character set is UTF-8; else ASCII stands in
 * @param color whether it takes ANSI colours
 */
public record Style(boolean unicode, boolean color) {

    /** Plain ASCII. */
    public static final Style PLAIN = new Style(false, false);

    private static final String RESET = "\u001b[0m";

    String met() {
        return painted(unicode ? "✓" : "+", "\u001b[32m");
    }

    String missed() {
        return painted(unicode ? "✗" : "x", "\u001b[31m");
    }

    String leftOut() {
        return unicode ? "–" : "-";
    }

    /** Words with what the terminal cannot show put in ASCII. */
    String text(String words) {
        return unicode ? words : words.replace('–', '-').replace("µs", "us");
    }

    String good(String text) {
        return painted(text, "\u001b[32m");
    }

    String bad(String text) {
        return painted(text, "\u001b[31m");
    }

    String heading(String text) {
        return painted(text, "\u001b[1m");
    }

    /** A bar of {@code width} cells, of which a share is full. */
    String bar(double share, int width) {
        double clipped = Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
        int full = (int) Math.round(clipped * width);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(width - full);
    }

    private String painted(String text, String code) {
        return color ? code + text + RESET : text;
    }
}
