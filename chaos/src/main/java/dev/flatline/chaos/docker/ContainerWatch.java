package dev.flatline.chaos.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Statistics;
import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.replica.ServerLog;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the engine tells of one container while a run lasts: its log, what it uses once a second, and when it ends and starts. On
 * threads of docker-java; what is known may be asked for from any.
 */
final class ContainerWatch implements AutoCloseable {

    private static final long LAST_WORDS_SECONDS = 2;
    private static final int FIRST_LINES = 1_000;
    /** How soon a container ends whose server was killed for want of memory. */
    private static final long OOM_NANOS = 2_000_000_000L;

    private static final long START_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 100;

    private final Engine engine;
    private final String container;
    private final boolean terminal;
    private final int number;
    private final ServerLog log;
    private final EndsFile ends;
    private volatile CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile String cause = EndsFile.ITSELF;
    private volatile State state = State.RUNNING;
    private volatile double cpuNanos = Double.NaN;
    private volatile double memoryBytes = Double.NaN;
    private double pastCpuNanos;
    private double lastCpuNanos;
    private int restarts;
    private int oomKills;
    /** When the kernel last killed something in it for want of memory, on the engine's clock; empty if that ended nothing. */
    private OptionalLong oomNanos = OptionalLong.empty();

    private boolean closed;
    private Optional<Instant> lastEnd = Optional.empty();
    private Instant lastStart;
    private CompletableFuture<Void> logEnd = CompletableFuture.completedFuture(null);
    private @Nullable Closeable logs;
    private @Nullable Closeable statistics;

    ContainerWatch(Engine engine, InspectContainerResponse container, int number, ServerLog log, EndsFile ends) {
        this.engine = engine;
        this.container = container.getId();
        this.terminal = Boolean.TRUE.equals(container.getConfig().getTty());
        this.number = number;
        this.log = log;
        this.ends = ends;
        this.lastStart = instant(container.getState().getStartedAt());
    }

    /** When something was, as the engine writes it; the distant past if that cannot be read. */
    static Instant instant(@Nullable String time) {
        try {
            return time == null ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeParseException unknown) {
            return Instant.EPOCH;
        }
    }

    /**
     * Waits until the start of the container at this time was told, so that an end that is told from then on is one after it. An engine
     * tells a little later than it acts.
     */
    synchronized void awaitStart(Instant started) throws InterruptedException {
        for (long waited = 0; waited < START_MILLIS && lastStart.isBefore(started); waited += LOOK_MILLIS) {
            TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
        }
    }

    /** Begins: the container runs, or has ended already. */
    synchronized void begin() {
        follow();
    }

    /** It is seen not to run, with this exit code: what happened before anybody listened is known all the same. */
    synchronized void seenEnded(int exit, boolean killedForMemory) {
        died(Integer.toString(exit), killedForMemory);
    }

    /** Something that is to be told beside what the run measures. */
    void surprise(String words) {
        ends.surprise(words);
    }

    ServerLog log() {
        return log;
    }

    /** Completed with the exit code when the container ends. */
    CompletableFuture<Integer> end() {
        return end;
    }

    /** Says what the next end is put down to. */
    void expect(String what) {
        cause = what;
    }

    synchronized ReplicaUse use() {
        int exit = end.getNow(-1);
        return new ReplicaUse(
                state,
                cpuNanos,
                memoryBytes,
                restarts,
                oomKills,
                exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit));
    }

    /** Something has happened to the container; {@code attributes} are those of the event's actor. */
    synchronized void happened(Event event, Map<String, String> attributes) {
        String action = String.valueOf(event.getAction());
        switch (action) {
            case "oom" -> oomNanos = nanos(event);
            case "pause" -> state = State.PAUSED;
            case "unpause" -> state = State.RUNNING;
            case "die" -> {
                died(attributes.getOrDefault("exitCode", "-1"), isOom(event));
                Long time = event.getTimeNano();
                // A terminal has no frames that could be told apart by their time.
                lastEnd = time == null || terminal ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, time));
            }
            case "start" -> {
                started();
                Long time = event.getTimeNano();
                lastStart = time == null ? Instant.MAX : Instant.ofEpochSecond(0, time);
                notifyAll();
            }
            default -> {}
        }
    }

    /** Whether an end is that of a kill for want of memory: one that killed a child only is long past when the server ends. */
    private boolean isOom(Event end) {
        OptionalLong ended = nanos(end);
        return oomNanos.isPresent() && (ended.isEmpty() || ended.getAsLong() - oomNanos.getAsLong() < OOM_NANOS);
    }

    private static OptionalLong nanos(Event event) {
        Long time = event.getTimeNano();
        return time == null ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private void died(String exitCode, boolean oom) {
        if (state == State.ENDED) {
            return;
        }
        int exit = exitCode.matches("-?\\d{1,9}") ? Integer.parseInt(exitCode) : -1;
        oomKills += oom ? 1 : 0;
        ends.ended(number, exit, oom, cause);
        oomNanos = OptionalLong.empty();
        state = State.ENDED;
        memoryBytes = 0;
        pastCpuNanos += lastCpuNanos;
        lastCpuNanos = 0;
        // Whoever waits for the end wants its last words, which may still be on their way.
        CompletableFuture<Integer> ending = end;
        CompletableFuture<Void> unused = logEnd.copy()
                .completeOnTimeout(null, LAST_WORDS_SECONDS, TimeUnit.SECONDS)
                .whenComplete((nothing, failure) -> ending.complete(exit));
    }

    private void started() {
        if (state != State.ENDED || closed) {
            return;
        }
        restarts++;
        state = State.RUNNING;
        end = new CompletableFuture<>();
        log.begin();
        follow();
    }

    /** The streams of a container end with it. */
    private void follow() {
        unfollow();
        LogFrames frames = new LogFrames(log, restarts == 0 ? Optional.empty() : lastEnd);
        LogContainerCmd command = engine.streams()
                .logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true);
        if (restarts == 0) {
            command.withTail(FIRST_LINES);
        } else if (lastEnd.isPresent()) {
            command.withTimestamps(true).withSince((int) lastEnd.get().getEpochSecond());
        } else {
            command.withTail(0);
        }
        logs = command.exec(frames);
        logEnd = frames.end();
        statistics = engine.streams().statsCmd(container).exec(new Silent<Statistics>() {
            @Override
            public void onNext(Statistics sample) {
                sampled(sample);
            }
        });
    }

    private synchronized void sampled(Statistics sample) {
        if (state == State.ENDED || sample.getCpuStats() == null) {
            return;
        }
        Long used = sample.getCpuStats().getCpuUsage() == null
                ? null
                : sample.getCpuStats().getCpuUsage().getTotalUsage();
        if (used != null && used > 0) {
            lastCpuNanos = (double) used;
            cpuNanos = pastCpuNanos + lastCpuNanos;
        }
        Long memory =
                sample.getMemoryStats() == null ? null : sample.getMemoryStats().getUsage();
        if (memory != null) {
            memoryBytes = (double) memory;
        }
    }

    private void unfollow() {
        close(logs);
        close(statistics);
        logs = null;
        statistics = null;
    }

    private static void close(@Nullable Closeable stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // It had ended already.
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        unfollow();
        log.close();
    }

    /** A stream whose end is no failure: closing one tells it of the socket that was closed. */
    static class Silent<T> extends ResultCallback.Adapter<T> {
        @Override
        public void onError(Throwable failure) {
            onComplete();
        }
    }
}
