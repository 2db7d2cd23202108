package dev.flatline.report.html;

import dev.flatline.report.words.Units;
import java.util.List;

/** What moves the time that all charts show: buttons, and a list of the faults, each of which shows itself. */
final class TimeBar {

    private TimeBar() {}

    static String html(List<Band> bands) {
        StringBuilder faults = new StringBuilder();
        for (Band band : bands) {
            faults.append("<li><button type=\"button\" class=\"fault\" data-from=\"")
                    .append(band.from())
                    .append("\" data-to=\"")
                    .append(band.to())
                    .append("\"><span class=\"number\">")
                    .append(Markup.escape(band.number()))
                    .append("</span> ")
                    .append(Markup.escape(band.label()))
                    .append(" <small>")
                    .append(Units.seconds(band.from()))
                    .append(" – ")
                    .append(Units.seconds(band.to()))
                    .append("</small></button></li>\n");
        }
        return "<div class=\"timebar\" role=\"group\" aria-label=\"The time that the charts show\">\n"
                + (faults.isEmpty() ? "" : "<ul aria-label=\"Show a fault\">\n" + faults + "</ul>\n")
                + "<div class=\"zoom\"><output id=\"range\" aria-live=\"polite\"></output>\n"
                + button("out", "−", "Show more time") + button("in", "+", "Show less time")
                + "<button type=\"button\" data-zoom=\"reset\">Whole run</button></div>\n</div>\n"
                + "<p class=\"hint note\">Drag over a chart to zoom, with Shift to move; or Ctrl and the wheel, two fingers, or + − 0 and"
                + " the arrows on a chart. All charts move together.</p>\n";
    }

    private static String button(String zoom, String sign, String name) {
        return "<button type=\"button\" data-zoom=\"" + zoom + "\" aria-label=\"" + name + "\">" + sign + "</button>\n";
    }
}
