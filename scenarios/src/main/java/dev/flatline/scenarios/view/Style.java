package dev.flatline.scenarios.view;

import java.util.List;

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
        return unicode
                ? words
                : words.replace('–', '-')
                        .replace('−', '-')
                        .replace('×', 'x')
                        .replace("…", "...")
                        .replace("µs", "us");
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

    /** A bar of {@code width} cells: a share that is there, one that is missing, and the rest. */
    String shares(double there, double missing, int width) {
        int full = cells(there, width);
        int gone = Math.min(width - full, cells(missing, width));
        return painted((unicode ? "█" : "#").repeat(full), "\u001b[32m")
                + painted((unicode ? "▒" : "x").repeat(gone), "\u001b[31m")
                + (unicode ? "░" : ".").repeat(width - full - gone);
    }

    /**
     * A bar of {@code width} cells for a time of which a share is over, with the spans of faults in it.
     *
     * @param spans from and until of each, as shares of the time
     */
    String timeline(double over, List<double[]> spans, int width) {
        StringBuilder bar = new StringBuilder();
        int done = cells(over, width);
        for (int cell = 0; cell < width; cell++) {
            double from = (double) cell / width;
            double until = (cell + 1.0) / width;
            boolean fault = spans.stream().anyMatch(span -> span[0] < until && span[1] > from);
            String look = unicode ? (cell < done ? "█" : "░") : (cell < done ? "#" : ".");
            bar.append(fault ? painted(color ? look : unicode ? "▓" : "!", "\u001b[31m") : look);
        }
        return bar.toString();
    }

    /** The last {@code width} of some counts as a line of bars, each as high as its share of the largest. */
    String sparkline(List<Long> counts, int width) {
        List<Long> shown = counts.subList(Math.max(0, counts.size() - width), counts.size());
        long most = shown.stream().mapToLong(Long::longValue).max().orElse(0);
        String steps = unicode ? "▁▂▃▄▅▆▇█" : "_.-=+*#@";
        StringBuilder line = new StringBuilder(" ".repeat(width - shown.size()));
        for (long count : shown) {
            int last = steps.length() - 1;
            int step = count == 0 || most == 0 ? 0 : (int) Math.max(1, Math.round((double) last * count / most));
            line.append(steps.charAt(step));
        }
        return line.toString();
    }

    private static int cells(double share, int width) {
        double clipped = Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
        return (int) Math.round(clipped * width);
    }

    private String painted(String text, String code) {
        return color && !text.isEmpty() ? code + text + RESET : text;
    }
}
