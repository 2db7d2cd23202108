package dev.flatline.scenarios.view;

import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.scenarios.run.Progress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run stands, as a block of lines for a terminal or as one plain line. */
final class StatusText {

    private static final double NANOS = 1e9;
    private static final int MOST_BAR = 40;
    private static final int LEAST_BAR = 8;
    private static final int BESIDE_BAR = 36;

    private StatusText() {}

    /** Four lines, none wider than {@code width}. */
    static List<String> block(Progress progress, FaultPlan plan, Style style, int width) {
        int bar = Math.max(LEAST_BAR, Math.min(MOST_BAR, width - BESIDE_BAR));
        double done = progress.elapsedSeconds() / progress.plannedSeconds();
        double open = (double) progress.snapshot().open() / progress.clients();
        return List.of(
                        line("time", times(progress), style.bar(done, bar)),
                        line("connections open", open(progress), style.bar(open, bar)),
                        numbers(progress),
                        faults(progress, plan))
                .stream()
                .map(text -> text.length() > width ? text.substring(0, Math.max(0, width)) : text)
                .toList();
    }

    /** One line for logs and pipes. */
    static String line(Progress progress, FaultPlan plan) {
        return String.format(
                Locale.ROOT,
                "%s  open %s, %s; %s",
                times(progress),
                open(progress),
                numbers(progress).replace("  ", ", "),
                faults(progress, plan));
    }

    private static String line(String name, String value, String bar) {
        return String.format(Locale.ROOT, "%-17s%-15s  %s", name, value, bar);
    }

    private static String times(Progress progress) {
        return clock(Math.min(progress.elapsedSeconds(), progress.plannedSeconds())) + " / "
                + clock(progress.plannedSeconds());
    }

    private static String open(Progress progress) {
        return String.format(Locale.ROOT, "%,d / %,d", progress.snapshot().open(), progress.clients());
    }

    private static String numbers(Progress progress) {
        Snapshot snapshot = progress.snapshot();
        String ghosts =
                snapshot.ghosts() == Second.UNSEEN ? "" : String.format(Locale.ROOT, "ghosts %,d  ", snapshot.ghosts());
        return String.format(
                Locale.ROOT, "attempts/s %,d  %sdown %,d", snapshot.last().attempts(), ghosts, snapshot.down());
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
                .map(next -> "next fault: " + next.fault().label() + " in "
                        + seconds(Math.max(0, next.atNanos() / NANOS - now)))
                .orElse(plan.faults().isEmpty() ? "no faults" : "no more faults");
    }

    private static String left(String label, FaultPlan plan, double now) {
        return plan.faults().stream()
                .filter(fault -> fault.fault().label().equals(label) && inForce(fault, now))
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
