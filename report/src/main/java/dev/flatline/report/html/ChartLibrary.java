package dev.flatline.report.html;

import dev.flatline.report.Build;
import java.util.regex.Pattern;

/** Chart.js and its annotation plugin, taken from their webjars on the class path, fit to stand inside a page. */
final class ChartLibrary {

    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private ChartLibrary() {}

    /** Both scripts, in the order in which they must run. */
    static String script() {
        return inline(webjar("chart.js", Build.version("chartjs"), "chart.umd.min.js"))
                + "\n"
                + inline(webjar(
                        "chartjs-plugin-annotation", Build.version("annotation"), "chartjs-plugin-annotation.min.js"));
    }

    /** Leaves out the reference to a source map, which would not be found, and anything that ends a script element. */
    static String inline(String script) {
        return SOURCE_MAP
                .matcher(script)
                .replaceAll("")
                .replace("</script", "<\\/script")
                .strip();
    }

    private static String webjar(String name, String version, String file) {
        return Template.resource(
                ChartLibrary.class, "/META-INF/resources/webjars/" + name + "/" + version + "/dist/" + file);
    }
}
