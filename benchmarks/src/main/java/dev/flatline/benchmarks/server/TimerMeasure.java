package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the timers of heartbeats cost an event loop, when nothing is sent. */
final class TimerMeasure {

    private static final int HEAP_MEGABYTES = 64;
    private static final int PING_MILLIS = 2_000;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Servers servers;
    private final Rig rig;
    private final int seconds;
    private final Figure figure = new Figure("event loop, of a core", Unit.PERCENT, Aim.atMost(0.5));

    TimerMeasure(Servers servers) {
        this.servers = servers;
        rig = servers.rig();
        seconds = rig.choose(2, 6, 10);
    }

    /** The load's loop is only a clock here. */
    Section run() throws IOException {
        try (LoadClient clock = new LoadClient(0);
                Child ours =
                        servers.startJvm("flatline-timers", new ChildJvm(Compiler.C1, HEAP_MEGABYTES), PING_MILLIS);
                Child stock =
                        servers.startJvm("stock-timers", new ChildJvm(Compiler.C1, HEAP_MEGABYTES), PING_MILLIS)) {
            clock.pause(Duration.ofMillis(3 * PING_MILLIS));
            for (int round = 0; round < rig.choose(1, 3, 7); round++) {
                figure.add(Candidate.FLATLINE, percent(ours, clock));
                figure.add(Candidate.STOCK, percent(stock, clock));
            }
        }
        rig.say(String.format(
                Locale.ROOT,
                "timers: %.2f %% of a core, stock %.2f %%",
                figure.median(Candidate.FLATLINE),
                figure.median(Candidate.STOCK)));
        return new Section(
                "timers: heartbeats without sockets",
                String.format(
                        Locale.ROOT,
                        "%,d pretended connections, one due every 2 s (stock: a scheduled task each), C1, %d s a sample.",
                        PretendedArrivals.COUNT,
                        seconds),
                List.of(figure));
    }

    private double percent(Child timers, LoadClient clock) throws IOException {
        long fired = timers.ask("fired");
        long cpu = timers.ask("loop-cpu");
        clock.pause(Duration.ofSeconds(seconds));
        cpu = timers.ask("loop-cpu") - cpu;
        fired = timers.ask("fired") - fired;
        long due = (long) PretendedArrivals.COUNT * seconds * 1_000 / PING_MILLIS;
        if (fired < due * 0.9) {
            throw new IOException("of " + due + " heartbeats " + fired + " were due");
        }
        return cpu / NANOS_PER_SECOND / seconds * PERCENT;
    }
}
