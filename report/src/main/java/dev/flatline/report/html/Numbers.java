package dev.flatline.report.html;

/** Metrics that are one number each, side by side as far as the page is wide. */
final class Numbers {

    private final String caption;
    private final StringBuilder entries = new StringBuilder();

    Numbers(String caption) {
        this.caption = caption;
    }

    void add(Cell name, Cell value) {
        entries.append("<div><dt>")
                .append(name.html())
                .append("</dt><dd>")
                .append(value.html())
                .append("</dd></div>\n");
    }

    /** The list in HTML; nothing if nothing is in it. */
    String html() {
        return entries.isEmpty()
                ? ""
                : "<div class=\"numbers\">\n" + Markup.note(caption) + "<dl>\n" + entries + "</dl>\n</div>\n";
    }
}
