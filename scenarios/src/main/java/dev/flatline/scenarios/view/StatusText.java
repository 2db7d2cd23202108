package dev.flatline.scenarios.view;

import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.scenarios.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run stands, as a block of lines for a terminal or as one plain line. */
final class StatusText {

    private static final double NANOS = 1e9;
    private static final int MOST_BAR = 60;
    private static final int LEAST_BAR = 8;
    private static final int NAME = 13;
    private static final int BESIDE_BAR = NAME + 22;
    private static final int MOST_OBJECTIVES = 8;

    private StatusText() {}

    /**
     * Lines for a terminal: time with the faults in it, connections, attempts, faults, objectives.
     *
     * @param attempts of the last seconds, the latest at the end
     * @param width columns: no line has more
     * @param height most lines
     */
    static List<String> block(
            Progress progress, FaultPlan plan, List<Long> attempts, Style style, int width, int height) {
        int bar = Math.max(LEAST_BAR, Math.min(MOST_BAR, width - BESIDE_BAR));
        double share = progress.elapsedSeconds() / progress.plannedSeconds();
        Snapshot now = progress.snapshot();
        long down = Math.min(now.down(), progress.clients());
        List<String> lines = new ArrayList<>();
        lines.add(line("time", style.timeline(share, marks(progress, plan), bar), times(progress), width));
        lines.add(line(
                "connections",
                style.shares((double) now.open() / progress.clients(), (double) down / progress.clients(), bar),
                open(progress),
                width));
        lines.add(line(
                "attempts/s", style.sparkline(attempts, bar), count(now.last().attempts()), width));
        lines.add(cut(numbers(progress), width));
        String faults = faults(progress, plan);
        lines.add(progress.faultsInForce().isEmpty() ? cut(faults, width) : style.bad(cut(faults, width)));
        objectives(progress, style, width).stream()
                .limit(Math.max(0, height - lines.size()))
                .forEach(lines::add);
        return lines.subList(0, Math.max(1, Math.min(lines.size(), height)));
    }

    private static List<String> objectives(Progress progress, Style style, int width) {
        List<ObjectiveOutcome> all = width < LEAST_BAR ? List.of() : progress.objectives();
        List<String> lines = new ArrayList<>(all.stream()
                .limit(MOST_OBJECTIVES)
                .map(each -> mark(each.outcome(), style) + " "
                        + cut(each.text() + "  " + style.text(each.actual()), width - 2))
                .toList());
        if (all.size() > MOST_OBJECTIVES) {
            lines.add(cut("  and " + (all.size() - MOST_OBJECTIVES) + " more objectives", width));
        }
        return lines;
    }

    /** What is missed may still be met, and the other way round: the marks say how it stands. */
    private static String mark(Outcome outcome, Style style) {
        return switch (outcome) {
            case MET -> style.met();
            case MISSED -> style.missed();
            case NO_DATA, NOT_OBSERVABLE -> style.leftOut();
        };
    }

    /** One line for logs and pipes. */
    static String line(Progress progress, FaultPlan plan) {
        return String.format(
                Locale.ROOT,
                "%s  open %s, attempts/s %,d, %s; %s",
                times(progress),
                open(progress),
                progress.snapshot().last().attempts(),
                numbers(progress).replace("  ", ", "),
                faults(progress, plan));
    }

    private static String line(String name, String bar, String value, int width) {
        int room = width - NAME;
        if (room < LEAST_BAR) {
            return cut(name, width);
        }
        int beside = width - BESIDE_BAR >= LEAST_BAR ? BESIDE_BAR - NAME : room - LEAST_BAR;
        return String.format(Locale.ROOT, "%-" + NAME + "s", name) + bar + cut("  " + value, beside);
    }

    static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, Math.max(0, width)) : text;
    }

    private static String times(Progress progress) {
        return clock(Math.min(progress.elapsedSeconds(), progress.plannedSeconds())) + " / "
                + clock(progress.plannedSeconds());
    }

    private static String open(Progress progress) {
        return count(progress.snapshot().open()) + " / " + count(progress.clients());
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String numbers(Progress progress) {
        Snapshot snapshot = progress.snapshot();
        String ghosts = snapshot.ghosts() == Second.UNSEEN ? "" : "ghosts " + count(snapshot.ghosts()) + "  ";
        String gaveUp = snapshot.gaveUp() == 0 ? "" : "  gave up " + count(snapshot.gaveUp());
        return ghosts + "down " + count(snapshot.down()) + gaveUp;
    }

    /** From and until of each fault, as shares of the run. */
    private static List<double[]> marks(Progress progress, FaultPlan plan) {
        return plan.faults().stream()
                .map(fault -> new double[] {
                    fault.atNanos() / NANOS / progress.plannedSeconds(),
                    fault.endNanos() / NANOS / progress.plannedSeconds()
                })
                .toList();
    }

    /** What is in force and for how long; else what comes next. */
    static String faults(Progress progress, FaultPlan plan) {
        double now = progress.elapsedSeconds();
        if (!progress.faultsInForce().isEmpty()) {
            return progress.faultsInForce().stream()
                    .distinct()
                    .map(label -> "fault: " + label + left(label, plan, now))
                    .collect(Collectors.joining("; "));
        }
        return plan.faults().stream()
                .filter(fault -> fault.endNanos() / NANOS > now)
                .min((a, b) -> Long.compare(a.atNanos(), b.atNanos()))
                .map(next -> "next fault: " + next.name() + " in " + seconds(Math.max(0, next.atNanos() / NANOS - now)))
                .orElse(plan.faults().isEmpty() ? "no faults" : "no more faults");
    }

    private static String left(String label, FaultPlan plan, double now) {
        return plan.faults().stream()
                .filter(fault -> fault.name().equals(label) && inForce(fault, now))
                .mapToDouble(fault -> fault.endNanos() / NANOS - now)
                .max()
                .stream()
                .mapToObj(rest -> ", ends in " + seconds(rest))
                .findFirst()
                .orElse("");
    }

    private static boolean inForce(ScheduledFault fault, double now) {
        return fault.atNanos() / NANOS <= now && now < fault.endNanos() / NANOS;
    }

    private static String seconds(double seconds) {
        return (long) Math.ceil(seconds) + " s";
    }

    private static String clock(double seconds) {
        long whole = (long) seconds;
        return String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60);
    }
}
