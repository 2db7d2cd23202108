package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number means for a comparison: which way it is better, and whether it makes a regression. There is a list of those that do;
 * whatever an objective of one of the runs asks for does so too, and is better the way the objective has it.
 */
final class Meaning {

    private static final List<String> DECIDE = List.of(
            "connect.total",
            "heartbeat.rtt",
            "message.rtt",
            "message.push",
            "detect.client",
            "detect.server",
            "outage",
            "recover.",
            "attempts.",
            "second_wave",
            "false_kills",
            "slow_kills",
            "detect.missed",
            "heartbeat.lost",
            "message.lost",
            "message.duplicated",
            "message.reordered",
            "ghosts",
            "clients.open.end",
            "clients.gave_up");

    private static final List<String> LOWER_TOO = List.of(
            "tcp.listen_overflows",
            "tcp.listen_drops",
            "tcp.syn_drops",
            "tcp.syn_cookies",
            "tcp.retransmits",
            "connect.",
            "clients.lost",
            "clients.gave_up.",
            "heartbeat.phase_lock.",
            "bytes_per_connection.",
            "server.lag");
    private static final Set<String> HIGHER = Set.of("clients.open.max", "clients.open.end");
    private static final Pattern SCOPE = Pattern.compile("\\{.*");
    private static final Pattern STAT = Pattern.compile("\\.(mean|p[0-9.]+|max|end|count)$");
    private static final Pattern ASKED =
            Pattern.compile("([a-z][a-z0-9_.-]*)(?:\\{[^}]*})?\\s*(<=|>=|==|!=|<|>)\\s*([0-9.]*)");

    private final Map<String, Better> asked = new HashMap<>();

    private Meaning() {}

    /** With the objectives of some runs. */
    static Meaning of(Collection<RunResult> runs) {
        Meaning meaning = new Meaning();
        for (RunResult run : runs) {
            for (RunResult.ObjectiveOutcome objective : run.objectives()) {
                Matcher single = ASKED.matcher(objective.text());
                while (single.find()) {
                    meaning.asked.putIfAbsent(metric(single.group(1)), wanted(single.group(2), single.group(3)));
                }
            }
        }
        return meaning;
    }

    private static Better wanted(String operator, String value) {
        if (operator.startsWith("<") || (operator.equals("==") && value.equals("0"))) {
            return Better.LOWER;
        }
        return operator.startsWith(">") ? Better.HIGHER : Better.NEITHER;
    }

    /** The metric of a number, without stat and scope. */
    static String metric(String number) {
        return STAT.matcher(SCOPE.matcher(number).replaceFirst("")).replaceFirst("");
    }

    /** Which way a number is better. */
    Better better(String number) {
        String name = SCOPE.matcher(number).replaceFirst("");
        if (HIGHER.contains(name)) {
            return Better.HIGHER;
        }
        if (isListed(name) || name.endsWith(".late") || LOWER_TOO.stream().anyMatch(each -> isOf(name, each))) {
            return Better.LOWER;
        }
        return asked.getOrDefault(metric(name), Better.NEITHER);
    }

    /** Whether a number makes a regression. */
    boolean decides(String number) {
        String name = SCOPE.matcher(number).replaceFirst("");
        return isListed(name) || asked.getOrDefault(metric(name), Better.NEITHER) != Better.NEITHER;
    }

    private static boolean isListed(String name) {
        return DECIDE.stream().anyMatch(each -> isOf(name, each))
                && !name.endsWith(".late")
                && !name.startsWith("clients.gave_up.");
    }

    /** Whether it is that metric, or one of that family, which ends with a point. */
    private static boolean isOf(String name, String metric) {
        return metric.endsWith(".") ? name.startsWith(metric) : name.equals(metric) || name.startsWith(metric + ".");
    }
}
