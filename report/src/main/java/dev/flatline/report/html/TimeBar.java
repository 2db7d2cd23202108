package dev.flatline.report.html;

import dev.flatline.report.words.Units;
import java.util.List;
import java.util.Map;

/** What moves the time that all charts show: buttons, and a list of the faults, each of which shows itself. */
final class TimeBar {

    private TimeBar() {}

    static String html(List<Map<String, Object>> bands) {
        StringBuilder faults = new StringBuilder();
        for (Map<String, Object> band : bands) {
            String from = Units.seconds((Double) band.get("from"));
            String to = Units.seconds((Double) band.get("to"));
            faults.append("<li><button type=\"button\" class=\"fault\" data-from=\"")
                    .append(band.get("from"))
                    .append("\" data-to=\"")
                    .append(band.get("to"))
                    .append("\"><span class=\"number\">")
                    .append(Markup.escape((String) band.get("number")))
                    .append("</span> ")
                    .append(Markup.escape((String) band.get("label")))
                    .append(" <small>")
                    .append(from)
                    .append(" – ")
                    .append(to)
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
