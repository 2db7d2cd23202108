package dev.flatline.report.html;

import java.util.List;
import java.util.stream.Collectors;

/** The page's own script: small files, one after the other. */
final class Script {

    private static final List<String> FILES = List.of(
            "format", "looks", "bands", "axes", "range", "legend", "charts", "cursor", "keys", "print", "copy", "show");

    private Script() {}

    /** What must run before the page is seen, so that it does not flash in the wrong colours. */
    static String theme() {
        return file("theme");
    }

    /** What draws and moves the charts. */
    static String page() {
        return FILES.stream().map(Script::file).collect(Collectors.joining("\n"));
    }

    /** What asks a run that goes on, behind all of that. */
    static String live() {
        return file("live");
    }

    private static String file(String name) {
        return Template.resource(Script.class, "script/" + name + ".js").strip();
    }
}
