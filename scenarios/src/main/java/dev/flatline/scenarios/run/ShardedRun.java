package dev.flatline.scenarios.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.shard.JointProcessors;
import dev.flatline.core.time.Timers;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.shard.NetworkLimits;
import dev.flatline.scenarios.shard.ShardSummary;
import dev.flatline.scenarios.shard.Shards;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a scenario whose clients, and server, are shared by several processes: they do everything, and this one records what
 * they tell, in the order in which it happened, with the recorder of any run. So there is one result.
 */
final class ShardedRun {

    /** How long an interrupted run may wait for what its processes have not told yet. */
    private static final long CATCH_UP_NANOS = SECONDS.toNanos(1);

    private static final long LAST_WORDS_NANOS = SECONDS.toNanos(10);
    private static final long LEAD_NANOS = MILLISECONDS.toNanos(500);
    private static final long LOOK_NANOS = MILLISECONDS.toNanos(250);
    private static final long SHORT_LOOK_NANOS = MILLISECONDS.toNanos(20);

    /** How long a piece of a stream may wait here before the result is called spoilt. */
    private static final long MOST_LAG_NANOS = SECONDS.toNanos(2);

    private final Clock clock;
    private final CountDownLatch interrupted;
    private final RunRequest request;
    private final Scenario scenario;
    private final Failures failures = new Failures();
    private final Map<String, String> environment = new LinkedHashMap<>();

    ShardedRun(Clock clock, CountDownLatch interrupted, RunRequest request) {
        this.clock = clock;
        this.interrupted = interrupted;
        this.request = request;
        this.scenario = request.scenario();
    }

    /** Runs from a stage that nobody stands on: the clock and the processors are those of this process. */
    RunResult run(Stage stage, ProgressListener progress) {
        Timers time = stage.clock();
        Shards.Time clocks = new Shards.Time(time, stage.clockZeroNanos());
        Processes processes = request.processes();
        boolean foreign = scenario.targets().isForeign();
        int servers = foreign ? 0 : Math.max(1, processes.server());
        try (Shards shards = new Shards(clocks, scenario, request.out(), processes.fleet(), servers)) {
            shards.prepare();
            environment.putAll(Environments.describe(shards.transport()));
            environment.put("processes", processes.fleet() + " for clients, " + servers + " for the server");
            long origin = time.nanoTime() + LEAD_NANOS;
            RunIdentity identity = new RunIdentity("real", scenario.targets().words(), clock.instant());
            try (RunOutput output = new RunOutput(
                    request, identity.of(request), environment, RealEngine.plan(scenario, foreign, origin), failures)) {
                if (foreign) {
                    RealEngine.warnOfForeign(scenario, output);
                }
                return record(shards, output, stage, origin, progress);
            }
        }
    }

    private RunResult record(Shards shards, RunOutput output, Stage stage, long origin, ProgressListener progress) {
        Timers time = stage.clock();
        long end = origin + scenario.durationNanos();
        JointProcessors processors = new JointProcessors(shards.size() + 1, output.recorder()::processors);
        stage.watchProcessors(processors.of(0));
        shards.begin(output.recorder(), processors, origin, end, failures::add);
        output.measuredBy(time::nanoTime);
        State ended = watch(shards, output, time, origin, progress);
        boolean whole = ended == State.COMPLETED;
        long last = whole ? end : time.nanoTime();
        shards.tellUntil(last);
        boolean complete = catchUp(shards, time, last, whole ? LAST_WORDS_NANOS : CATCH_UP_NANOS);
        long told = complete ? last : shards.frontierNanos();
        output.recorder().freeze();
        if (!complete && whole && failures.warnings().isEmpty()) {
            failures.tell("this process could not keep up with what the others told: it is missing what happened after "
                    + seconds(told - origin));
        }
        conclude(shards, shards.stop(), output);
        return output.finish(ended, told);
    }

    /** Looks at the run until it is over or spoilt, and says how it ended. */
    private State watch(Shards shards, RunOutput output, Timers time, long origin, ProgressListener progress) {
        long end = origin + scenario.durationNanos();
        for (long now = time.nanoTime(); now - end < 0; now = time.nanoTime()) {
            if (interruptedWithin(Math.min(LOOK_NANOS, end - now))) {
                return State.INTERRUPTED;
            }
            if (spoilt(shards)) {
                return State.COMPLETED;
            }
            long seen = shards.frontierNanos();
            output.advance(seen);
            progress.onProgress(output.progress(seen - origin));
            if (output.isToStop()) {
                return State.ABORTED;
            }
        }
        return State.COMPLETED;
    }

    /** A run that has lost a part of itself is not worth its time. */
    private boolean spoilt(Shards shards) {
        shards.trouble().ifPresent(failures::tell);
        return !failures.warnings().isEmpty();
    }

    /** Waits until everything up to an instant is recorded; false if it does not come to that. */
    private boolean catchUp(Shards shards, Timers time, long instant, long limitNanos) {
        long deadline = time.nanoTime() + limitNanos;
        while (shards.frontierNanos() - instant < 0) {
            if (!failures.warnings().isEmpty() || time.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
            spoilt(shards);
        }
        return true;
    }

    private static void pause() {
        try {
            boolean unusedNever = new CountDownLatch(1).await(SHORT_LOOK_NANOS, NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean interruptedWithin(long nanos) {
        try {
            return interrupted.await(nanos, NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void conclude(Shards shards, List<ShardSummary> summaries, RunOutput output) {
        boolean lost = !failures.warnings().isEmpty();
        long waited = 0;
        NetworkLimits network = NetworkLimits.NONE;
        for (ShardSummary summary : summaries) {
            waited = Math.max(waited, summary.waitedNanos());
            network = network.plus(summary.network());
            if (!lost) {
                summary.failures().forEach(failures::tell);
            }
        }
        RealEngine.tellLimits(network, failures, output);
        if (shards.worstLagNanos() > MOST_LAG_NANOS
                || waited > scenario.generator().maxLagNanos()) {
            failures.tell("the process that records was the bottleneck: it was up to " + seconds(shards.worstLagNanos())
                    + " behind, and event loops waited up to " + seconds(waited)
                    + " for it; use fewer clients or messages, or more cores");
        }
        environment.put(
                "merged events",
                String.format(
                        Locale.ROOT,
                        "%,d; %,d late; recorded %s after they came, at worst; clocks differ by at most %,d us",
                        shards.told(),
                        shards.late(),
                        seconds(shards.worstLagNanos()),
                        NANOSECONDS.toMicros(shards.clockBoundNanos())));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }
}
