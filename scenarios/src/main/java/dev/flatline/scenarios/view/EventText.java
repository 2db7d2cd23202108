package dev.flatline.scenarios.view;

import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.report.files.LoggedEvent;
import dev.flatline.report.files.LoggedEvent.Source;
import dev.flatline.report.words.Units;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An event of journal or ledger as a line for people. */
public final class EventText {

    /** Every event that there is, as {@code docs/result-files.md} names them. */
    public static final List<String> NAMES = List.of(
            "connect",
            "retry",
            "open",
            "answered",
            "failed",
            "lost",
            "backoff",
            "left",
            "gave-up",
            "server-open",
            "server-close",
            "began",
            "hit",
            "escaped",
            "ended",
            LoggedEvent.SAMPLED);

    private static final long MICROS = 1_000_000;
    private static final String NOBODY = "-1";

    private final Style style;

    /** For a terminal that can show so much. */
    public EventText(Style style) {
        this.style = style;
    }

    /** When, who, and what. */
    public String line(LoggedEvent event) {
        String when = String.format(
                Locale.ROOT, "%6d.%06d", Math.floorDiv(event.micros(), MICROS), Math.floorMod(event.micros(), MICROS));
        return String.format(Locale.ROOT, "%s  %-12s  %s", when, who(event), style.text(what(event)));
    }

    private static String who(LoggedEvent event) {
        if (event.name().equals(LoggedEvent.SAMPLED)) {
            return event.source().file();
        }
        if (event.source() == Source.LEDGER) {
            return "fault " + event.field(0);
        }
        return "client " + event.field(0);
    }

    /** What this version does not know is shown as it stands. */
    private static String what(LoggedEvent event) {
        return switch (event.name()) {
            case "connect" -> "connects";
            case "retry" -> "tries again";
            case "open" -> "open, " + micros(event.field(1)) + " after it was due";
            case "answered" -> "has its first answer";
            case "failed" -> "attempt failed: " + cause(event);
            case "lost" -> "lost its connection: " + cause(event);
            case "backoff" -> "waits for " + micros(event.field(1));
            case "left" -> "left by its own choice";
            case "gave-up" -> "gave up: " + cause(event);
            case "server-open" -> "the server has it as connection " + event.field(1);
            case "server-close" -> "the server let connection " + event.field(1) + " go: " + event.field(2);
            case "began" -> event.field(1) + " began" + servers(event.field(2));
            case "ended" -> event.field(1) + " ended";
            case "hit" -> "hit " + hit(event);
            case "escaped" -> "client " + event.field(1) + " has gone where it is not";
            case LoggedEvent.SAMPLED -> "from here on " + event.field(0) + " of the clients";
            default -> event.name() + " " + String.join(" ", event.fields());
        };
    }

    /** The servers that a fault is on, as the ledger has them: {@code 1,3}. */
    private static String servers(String field) {
        if (!field.matches("[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*")) {
            return "";
        }
        List<Integer> numbers =
                Arrays.stream(field.split(",", -1)).map(Integer::valueOf).toList();
        return " on " + ReplicaChoice.words(numbers, false);
    }

    private static String hit(LoggedEvent event) {
        String client = event.field(1);
        return (client.equals(NOBODY) ? "a client that nobody knows" : "client " + client) + ", connection "
                + event.field(2);
    }

    /** The cause, and the close code or HTTP status where there is one. */
    private static String cause(LoggedEvent event) {
        String code = event.field(2);
        return event.field(1) + (code.isEmpty() || code.equals("0") ? "" : " " + code);
    }

    private static String micros(String field) {
        try {
            return Units.duration(Long.parseLong(field.replace("us", "")) / 1e3);
        } catch (NumberFormatException unknown) {
            return field;
        }
    }
}
