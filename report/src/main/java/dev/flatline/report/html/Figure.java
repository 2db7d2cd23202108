package dev.flatline.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One chart of the page: what its script draws, and the same in words and as a table for those who do not see it.
 *
 * @param id its name, unique on the page
 * @param kind what stands on its horizontal axis
 * @param title its title
 * @param hint what is counted, in a quieter voice; may be empty
 * @param unit of its values
 * @param lines what is drawn
 * @param words what a reader should see in it
 * @param numbers the drawn values as a table
 * @param more what only this kind of chart has, as JSON
 */
record Figure(
        String id,
        Kind kind,
        String title,
        String hint,
        Unit unit,
        List<Line> lines,
        String words,
        Table numbers,
        Map<String, Object> more) {

    private static final int MOST_LINES_WITH_A_NOTE = 3;

    /** What stands on the horizontal axis. */
    enum Kind {
        /** Seconds of the run: all these charts are zoomed together. */
        TIME("time"),
        /** Milliseconds since something. */
        SINCE("since"),
        /** The share of durations, on HdrHistogram's axis. */
        SPECTRUM("spectrum"),
        /** Durations, in bars. */
        BARS("bars");

        private final String script;

        Kind(String script) {
            this.script = script;
        }
    }

    /** Where it stands on the page. */
    String html() {
        String note = lines.size() > MOST_LINES_WITH_A_NOTE ? " hidden" : "";
        String controls = kind == Kind.TIME
                ? "Chart: " + title + ". Plus and minus zoom, arrows move, 0 shows the whole run."
                : "";
        return "<figure id=\"figure-" + id + "\" class=\"" + kind.script + "\">\n<figcaption><strong>"
                + Markup.escape(title)
                + "</strong> <span class=\"quiet\">"
                + Markup.escape(hint) + "</span></figcaption>\n<div class=\"plot\""
                + (controls.isEmpty()
                        ? ""
                        : " tabindex=\"0\" role=\"group\" aria-label=\"" + Markup.escape(controls) + "\"")
                + "><canvas id=\"chart-" + id + "\" role=\"img\" aria-label=\"" + Markup.escape(title + ". " + words)
                + "\"></canvas></div>\n<div class=\"legend\"></div>\n<p class=\"note\" id=\"words-" + id + "\"" + note
                + ">"
                + Markup.escape(words)
                + "</p>\n<details class=\"data\">\n<summary>Numbers<span class=\"unseen\"> of the chart "
                + Markup.escape(title) + "</span></summary>\n<div id=\"numbers-" + id + "\">" + numbers.html()
                + "</div>\n</details>\n</figure>\n";
    }

    /** What the page's script needs. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("kind", kind.script);
        data.put("unit", unit.script());
        data.putAll(more);
        data.put("lines", lines.stream().map(Line::data).toList());
        return data;
    }
}
