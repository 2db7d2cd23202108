package dev.flatline.scenarios.view;

import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.scenarios.run.Progress;
import dev.flatline.scenarios.run.ProgressListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows a run while it runs. On a terminal: a block that is rewritten in place, above which what happens scrolls away: faults that
 * begin and end, objectives that are missed, what spoils the run. Elsewhere: a plain line for each of those, and one every five seconds of the run's clock.
 */
public final class LiveView implements ProgressListener {

    private static final int PLAIN_SECONDS = 5;
    private static final int REMEMBERED = 240;
    private static final int SPARE_ROWS = 2;
    private static final int USUAL_ROWS = 24;
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Screen screen;
    private final FaultPlan plan;
    private final Deque<Long> attempts = new ArrayDeque<>();
    private final Set<String> inForce = new HashSet<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Set<String> spoilt = new HashSet<>();
    private int lastSecond = -1;
    private int drawn;
    private long nextSecond;

    /** Creates a view that has drawn nothing. */
    public LiveView(Screen screen, FaultPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        remember(progress);
        List<String> events = events(progress);
        if (screen.live()) {
            int height = screen.height().getAsInt();
            int width = Math.max(1, screen.width().getAsInt() - 1);
            draw(
                    events.stream().map(event -> StatusText.cut(event, width)).toList(),
                    StatusText.block(
                            progress,
                            plan,
                            new ArrayList<>(attempts),
                            screen.style(),
                            width,
                            Math.max(1, (height > 0 ? height : USUAL_ROWS) - SPARE_ROWS)));
            return;
        }
        events.forEach(screen.out()::println);
        if (progress.elapsedSeconds() >= nextSecond) {
            screen.out().println(StatusText.line(progress, plan));
            nextSecond = ((long) progress.elapsedSeconds() / PLAIN_SECONDS + 1) * PLAIN_SECONDS;
        }
        screen.out().flush();
    }

    /** Takes the block away, so that what follows stands where it stood. */
    public synchronized void close() {
        if (drawn > 0) {
            screen.out().print(up() + CLEAR_BELOW);
            screen.out().flush();
            drawn = 0;
        }
    }

    private void remember(Progress progress) {
        int second = progress.snapshot().last().second();
        if (second != lastSecond) {
            attempts.add(progress.snapshot().last().attempts());
            lastSecond = second;
        }
        if (attempts.size() > REMEMBERED) {
            attempts.remove();
        }
    }

    /** What happened since the last look. */
    private List<String> events(Progress progress) {
        List<String> events = new ArrayList<>();
        Set<String> now = new HashSet<>(progress.faultsInForce());
        progress.faultsInForce().stream()
                .distinct()
                .filter(label -> !inForce.contains(label))
                .forEach(label -> events.add(at(progress, label + " begins")));
        inForce.stream()
                .filter(label -> !now.contains(label))
                .sorted()
                .forEach(label -> events.add(at(progress, label + " is over")));
        inForce.clear();
        inForce.addAll(now);
        for (ObjectiveOutcome objective : progress.objectives()) {
            Outcome before = outcomes.put(objective.text(), objective.outcome());
            if (objective.outcome() == Outcome.MISSED && before != null && before != Outcome.MISSED) {
                events.add(at(
                        progress,
                        "missed as it stands: " + objective.text() + "  ("
                                + screen.style().text(objective.actual()) + ")"));
            }
        }
        progress.spoilt().stream().filter(spoilt::add).forEach(why -> events.add(at(progress, "spoilt: " + why)));
        return events;
    }

    private static String at(Progress progress, String what) {
        return String.format(Locale.ROOT, "%6.1f s  %s", progress.elapsedSeconds(), what);
    }

    private void draw(List<String> events, List<String> lines) {
        StringBuilder frame = new StringBuilder(up());
        events.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        screen.out().print(frame.append(CLEAR_BELOW));
        screen.out().flush();
        drawn = lines.size();
    }

    private String up() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "F";
    }
}
