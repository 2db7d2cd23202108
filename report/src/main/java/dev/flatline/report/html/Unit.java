package dev.flatline.report.html;

import dev.flatline.report.words.Units;

/** What the values of a chart are counted in. */
enum Unit {
    COUNT("count"),
    MILLIS("ms"),
    PERCENT("percent"),
    BYTES("bytes"),
    PROCESSORS("processors");

    private final String script;

    Unit(String script) {
        this.script = script;
    }

    /** Its name in the data of the page's script. */
    String script() {
        return script;
    }

    /** A value for people. */
    String text(double value) {
        return switch (this) {
            case COUNT -> Units.count(Math.round(value));
            case MILLIS -> Units.duration(value);
            case PERCENT -> Units.share(value / 100);
            case BYTES -> Units.bytes(value);
            case PROCESSORS -> Units.ratio(value);
        };
    }
}
