package dev.flatline.report.html;

import dev.flatline.core.measure.LoggedDurations;
import dev.flatline.report.files.ResultFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The durations that the page draws, read from the histogram log in one go; or why there are none. */
final class Logged {

    private static final List<String> DRAWN = List.of(
            "connect.total",
            "connect.total.raw",
            "heartbeat.rtt",
            "heartbeat.rtt.raw",
            "message.rtt",
            "message.rtt.raw",
            "message.push",
            "message.push.raw",
            "detect.client",
            "detect.server",
            "outage");

    private final Map<String, LoggedDurations> found;
    private final String failure;

    private Logged(Map<String, LoggedDurations> found, String failure) {
        this.found = found;
        this.failure = failure;
    }

    static Logged of(ResultFolder folder) {
        if (folder.histograms().isEmpty()) {
            return new Logged(Map.of(), "histograms.hlog is missing from the folder");
        }
        try {
            return new Logged(folder.histograms().get().read(DRAWN).metrics(), "");
        } catch (IOException e) {
            return new Logged(Map.of(), String.valueOf(e.getMessage()));
        }
    }

    Optional<LoggedDurations> of(String metric) {
        return Optional.ofNullable(found.get(metric));
    }

    /** A sentence about something that is not there, with the reason: the file's, or the one that is given. */
    String why(String missing, String otherwise) {
        return missing + ": " + (failure.isEmpty() ? otherwise : failure) + ".";
    }

    /** What is wrong with the file; empty if nothing is. */
    String failure() {
        return failure;
    }
}
