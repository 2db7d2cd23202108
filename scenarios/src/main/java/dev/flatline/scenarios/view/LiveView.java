package dev.flatline.scenarios.view;

import dev.flatline.core.fault.FaultPlan;
import dev.flatline.scenarios.run.Progress;
import dev.flatline.scenarios.run.ProgressListener;
import java.util.List;

/**
 * Shows a run while it runs: a block that is rewritten in place on a terminal, one plain line per five seconds of the
 * run's clock elsewhere.
 */
public final class LiveView implements ProgressListener {

    private static final int PLAIN_SECONDS = 5;
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Screen screen;
    private final FaultPlan plan;
    private int drawn;
    private long nextSecond;

    /** Creates a view that has drawn nothing. */
    public LiveView(Screen screen, FaultPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        if (screen.live()) {
            draw(StatusText.block(
                    progress, plan, screen.style(), Math.max(1, screen.width().getAsInt() - 1)));
        } else if (progress.elapsedSeconds() >= nextSecond) {
            screen.out().println(StatusText.line(progress, plan));
            screen.out().flush();
            nextSecond = ((long) progress.elapsedSeconds() / PLAIN_SECONDS + 1) * PLAIN_SECONDS;
        }
    }

    /** Takes the block away, so that what follows stands where it stood. */
    public synchronized void close() {
        if (drawn > 0) {
            screen.out().print(up() + CLEAR_BELOW);
            screen.out().flush();
            drawn = 0;
        }
    }

    private void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder(up());
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        screen.out().print(frame.append(CLEAR_BELOW));
        screen.out().flush();
        drawn = lines.size();
    }

    private String up() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "F";
    }
}
