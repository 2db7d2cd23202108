package dev.flatline.report.html;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption, column heads and row heads, in a box of its own that scrolls where the page is narrow. */
final class Table {

    private final String caption;
    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(String caption, String... heads) {
        this.caption = caption;
        this.heads = List.of(heads);
    }

    /** Adds a row; its first cell is its head. */
    Table row(Cell... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table in HTML; nothing if it has no rows. */
    String html() {
        if (rows.isEmpty()) {
            return "";
        }
        String name = Markup.escape(caption);
        StringBuilder out = new StringBuilder("<div class=\"scroll" + (heads.size() > 4 ? " wide" : "")
                        + "\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(name)
                .append("\">\n<table>\n<caption>")
                .append(name)
                .append("</caption>\n<thead><tr>");
        for (int column = 0; column < heads.size(); column++) {
            out.append("<th scope=\"col\"")
                    .append(kind(rows.get(0).get(column)))
                    .append('>')
                    .append(Markup.escape(heads.get(column)))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> row(out, row));
        return out.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static void row(StringBuilder out, List<Cell> row) {
        out.append("<tr><th scope=\"row\"")
                .append(kind(row.get(0)))
                .append('>')
                .append(row.get(0).html())
                .append("</th>");
        for (Cell cell : row.subList(1, row.size())) {
            out.append("<td").append(kind(cell)).append('>').append(cell.html()).append("</td>");
        }
        out.append("</tr>\n");
    }

    private static String kind(Cell cell) {
        return cell.number() ? " class=\"n\"" : "";
    }
}
