package dev.flatline.report.html;

/** The few things that every part of the page needs to say in HTML. */
final class Markup {

    private Markup() {}

    /** Text for between tags and for inside a quoted attribute. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** A section of the page; nothing if there is nothing in it. The title and the body are HTML. */
    static String section(String id, String title, String body) {
        return body.isEmpty()
                ? ""
                : "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + title + "</h2>\n" + body
                        + "</section>\n";
    }

    /** A part of the page that a reader opens; nothing if there is nothing in it. The body is HTML. */
    static String details(String title, String body) {
        return body.isEmpty() ? "" : "<details>\n<summary>" + escape(title) + "</summary>\n" + body + "</details>\n";
    }

    /** A part of the page that a live view replaces as a whole. */
    static String part(String id, String body) {
        return "<div id=\"" + id + "\">" + body + "</div>\n";
    }

    /** A paragraph of plain text in a quieter voice. */
    static String note(String text) {
        return "<p class=\"note\">" + escape(text) + "</p>\n";
    }
}
