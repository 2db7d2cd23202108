package dev.flatline.scenarios.shard;

import dev.flatline.core.time.Timers;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One process of a run, as its parent sees it. It ends by itself when the parent is gone, because its input ends. */
final class ShardProcess implements AutoCloseable {

    private static final int MOST_FRAME_BYTES = 1 << 24;
    private static final long KILL_LIMIT_SECONDS = 2;

    final int stream;
    private final String name;
    private final Timers clock;
    private final Inbox inbox;
    private final Process process;
    private final DataOutputStream commands;
    private final ErrorLog errors;
    private final Semaphore room = new Semaphore(Inbox.PIECES_EACH);
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final CompletableFuture<ShardSummary> summary = new CompletableFuture<>();
    private final BlockingQueue<Long> clocks = new LinkedBlockingQueue<>();
    private final Silence silence;
    private volatile boolean discarding;
    private volatile @Nullable String broken;

    /** What a process says when it is set up. */
    record Ready(int port, String transport) {}

    private ShardProcess(int stream, String name, Timers clock, Inbox inbox, Process process, ErrorLog errors) {
        this.stream = stream;
        this.name = name;
        this.clock = clock;
        this.inbox = inbox;
        this.process = process;
        this.errors = errors;
        this.commands = new DataOutputStream(process.getOutputStream());
        this.silence = new Silence(name, clock.nanoTime());
    }

    /**
     * Starts a process that waits for its {@link ShardSpec}.
     *
     * @param log takes what it writes to its standard error, if anything
     */
    static ShardProcess start(int stream, String name, Timers clock, Inbox inbox, Path log) {
        try {
            Process process = new ProcessBuilder(JavaCommand.of(Shards.MAIN_CLASS)).start();
            ShardProcess shard = new ShardProcess(stream, name, clock, inbox, process, new ErrorLog(log));
            daemon(name + " log", () -> shard.errors.read(process.getErrorStream()));
            daemon(name, shard::read);
            return shard;
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    String name() {
        return name;
    }

    /** Tells it what to do; {@link #awaitReady} says when it has set that up. */
    void assign(ShardSpec spec) {
        try {
            spec.write(commands);
        } catch (IOException gone) {
            ready.completeExceptionally(ended(gone));
        }
    }

    Ready awaitReady(long limitSeconds) {
        try {
            return ready.get(limitSeconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FlatlineException known ? known : ended(e);
        } catch (TimeoutException e) {
            throw new FlatlineException(
                    ExitStatus.MACHINE, name + " was not ready within " + limitSeconds + " s" + errors.lastWords(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlatlineException(ExitStatus.INTERRUPTED, "interrupted while " + name + " was starting", e);
        }
    }

    /** Asks for its clock; empty-handed after a second. */
    @Nullable Long askClock() throws InterruptedException {
        send(Command.CLOCK);
        return clocks.poll(1, TimeUnit.SECONDS);
    }

    void begin(long originNanos) {
        silence.heard(clock.nanoTime());
        errors.keep();
        try {
            synchronized (commands) {
                commands.writeByte(Command.BEGIN.code());
                commands.writeLong(originNanos);
                commands.flush();
            }
        } catch (IOException gone) {
            broken = ended(gone).text();
        }
    }

    /** Tells it to stop; {@link #summary} is what it then says. What it still tells of is thrown away. */
    void stop() {
        discarding = true;
        room.release(Inbox.PIECES_EACH);
        send(Command.STOP);
    }

    CompletableFuture<ShardSummary> summary() {
        return summary;
    }

    private void send(Command command) {
        try {
            synchronized (commands) {
                commands.writeByte(command.code());
                commands.flush();
            }
        } catch (IOException gone) {
            broken = ended(gone).text();
        }
    }

    /** Why it is of no use any more, in one line; null while it is. */
    @Nullable String trouble(long nowNanos, long silenceNanos) {
        String known = broken;
        String quiet = known == null ? silence.trouble(nowNanos, silenceNanos) : null;
        return quiet == null ? known : quiet + errors.lastWords();
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readInt();
                if (length < 0 || length > MOST_FRAME_BYTES) {
                    throw new IOException("a frame of " + length + " bytes");
                }
                byte[] body = in.readNBytes(length);
                if (body.length < length) {
                    throw new EOFException();
                }
                silence.heard(clock.nanoTime());
                take(type, body);
            }
        } catch (IOException | IllegalArgumentException | InterruptedException e) {
            FlatlineException end = ended(e);
            broken = end.text();
            ready.completeExceptionally(end);
            summary.completeExceptionally(end);
            inbox.items.add(new Inbox.End(stream));
        }
    }

    private void take(int type, byte[] body) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        switch (type) {
            case Reports.READY -> ready.complete(new Ready(in.readInt(), in.readUTF()));
            case Reports.REFUSED ->
                ready.completeExceptionally(new FlatlineException(ExitStatus.valueOf(in.readUTF()), in.readUTF()));
            case Reports.CLOCK -> clocks.add(in.readLong());
            case Reports.SUMMARY -> summary.complete(ShardSummary.read(in));
            case Reports.EVENTS -> events(body);
            default -> throw new IOException("a frame of type " + type);
        }
    }

    private void events(byte[] body) throws InterruptedException {
        if (discarding) {
            return;
        }
        silence.held(clock.nanoTime());
        room.acquire();
        long now = clock.nanoTime();
        silence.released(now);
        ByteBuffer records = ByteBuffer.wrap(body);
        long watermarkNanos = records.getLong();
        inbox.items.add(new Inbox.Events(stream, records, watermarkNanos, now, room::release));
    }

    private FlatlineException ended(Exception why) {
        try {
            String how = process.waitFor(KILL_LIMIT_SECONDS, TimeUnit.SECONDS)
                    ? " ended with exit " + process.exitValue()
                    : " cannot be understood (" + why.getMessage() + ")";
            return new FlatlineException(ExitStatus.INTERNAL, name + how + errors.lastWords(), why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FlatlineException(ExitStatus.INTERRUPTED, "interrupted while " + name + " was ending", e);
        }
    }

    /** Waits for its end until then, and kills it if it does not come. */
    void awaitEnd(long deadlineNanos) {
        try {
            if (!process.waitFor(Math.max(0, deadlineNanos - clock.nanoTime()), TimeUnit.NANOSECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(KILL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once if it lives. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
