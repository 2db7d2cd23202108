package dev.flatline.scenarios.file;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;

/**
 * A value that the command line puts over a scenario file.
 *
 * @param option the option it came with, which mistakes name
 * @param path keys joined by dots, with {@code [index]} for the items of a list: {@code timeline[0].hit}
 * @param value as a file would have it
 */
public record Setting(String option, String path, String value) {

    /** The value of {@code --set}: {@code path=value}. */
    public static Setting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new FlatlineException(
                    ExitStatus.USAGE, "--set: found '" + text + "'; accepted: path=value, such as clients.count=100");
        }
        return new Setting(
                "--set",
                text.substring(0, equals).strip(),
                text.substring(equals + 1).strip());
    }
}
