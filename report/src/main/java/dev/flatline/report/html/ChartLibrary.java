package dev.flatline.report.html;

import dev.flatline.report.Build;
import java.util.regex.Pattern;

/**
 * Chart.js with its plugins for annotations and zoom, and Hammer.js, by which the latter knows fingers: taken from their webjars on
 * the class path, fit to stand inside a page.
 */
final class ChartLibrary {

    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private ChartLibrary() {}

    /** The scripts, in the order in which they must run. */
    static String script() {
        return String.join(
                "\n",
                inline(webjar("chart.js", Build.version("chartjs"), "dist/chart.umd.min.js")),
                inline(webjar(
                        "chartjs-plugin-annotation",
                        Build.version("annotation"),
                        "dist/chartjs-plugin-annotation.min.js")),
                inline(webjar("hammerjs", Build.version("hammer"), "hammer.min.js")),
                inline(webjar("chartjs-plugin-zoom", Build.version("zoom"), "dist/chartjs-plugin-zoom.min.js")));
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
                ChartLibrary.class, "/META-INF/resources/webjars/" + name + "/" + version + "/" + file);
    }
}
