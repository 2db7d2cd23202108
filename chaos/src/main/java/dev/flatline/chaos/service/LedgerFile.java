package dev.flatline.chaos.service;

import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.LedgerClock;
import dev.flatline.chaos.ledger.LedgerFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Writes a ledger into a file, a JSON object a line, on a thread of its own, whole batches at a time: a killed process leaves
 * whole lines. The first line gives the monotonic clock a time of day. When the proxies are faster than the disk, or nothing
 * can be written, a line of its own tells how many are missing, as soon as that is possible.
 */
final class LedgerFile implements AutoCloseable {

    private static final int BATCH = 4096;

    private final Path file;
    private final Ledger ledger;
    private final Consumer<Throwable> onFailure;
    private final FileChannel out;
    private final Thread thread;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final LongAdder lost = new LongAdder();
    private final LongAdder writeFailures = new LongAdder();
    private String head;
    private long position;
    private long seen;
    private long missed;
    private boolean failing;

    /**
     * Creates the file, or empties it, and begins.
     *
     * @param onFailure told when it cannot be written any more, once until it can be again
     * @throws IOException if it cannot be written at all
     */
    LedgerFile(Path file, Ledger ledger, Consumer<Throwable> onFailure) throws IOException {
        this.file = file;
        this.ledger = ledger;
        this.onFailure = onFailure;
        this.head = line(LedgerClock.now().asMap());
        this.out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.thread = new Thread(this::run, "flatline-ledger");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> onFailure.accept(failure));
        thread.start();
    }

    /** Injections that are not in the file and never will be. */
    long lost() {
        return lost.sum();
    }

    /** How often the file could not be written. */
    long writeFailures() {
        return writeFailures.sum();
    }

    private void run() {
        try (out) {
            write(new StringBuilder(), 0);
            while (!closing.isDone()) {
                CompletableFuture<Void> more = ledger.written(seen);
                CompletableFuture.anyOf(more, closing).get();
                more.cancel(false);
                drain();
            }
            drain();
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the ledger's thread was disturbed", e);
        }
    }

    private void drain() {
        List<Injection> batch = ledger.read(seen, BATCH);
        while (!batch.isEmpty()) {
            long gap = batch.get(0).sequence() - seen - 1;
            missed += gap;
            lost.add(gap);
            StringBuilder lines = new StringBuilder();
            if (missed > 0) {
                lines.append(line(Map.of("missed", missed)));
            }
            for (Injection injection : batch) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("seq", injection.sequence());
                fields.putAll(InjectionFeed.fields(injection));
                lines.append(line(fields));
            }
            write(lines, batch.size());
            seen = batch.get(batch.size() - 1).sequence();
            batch = ledger.read(seen, BATCH);
        }
    }

    private void write(StringBuilder lines, int injections) {
        ByteBuffer bytes = ByteBuffer.wrap((head + lines).getBytes(StandardCharsets.UTF_8));
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            position += length;
            head = "";
            missed = 0;
            failing = false;
        } catch (IOException e) {
            missed += injections;
            lost.add(injections);
            failed(e);
            undo();
        }
    }

    /** Half a batch may end within a line. What is no file on a disk cannot be shortened, and is left as it is. */
    private void undo() {
        try {
            out.truncate(position).position(position);
        } catch (IOException unseekable) {
            writeFailures.increment();
        }
    }

    private void failed(IOException cause) {
        writeFailures.increment();
        if (!failing) {
            failing = true;
            onFailure.accept(new LedgerFileException(
                    "the ledger cannot be written to " + file + ": " + cause.getMessage()
                            + "; what toxics do meanwhile is missing there",
                    cause));
        }
    }

    private static String line(Map<String, Object> fields) {
        return Json.text(fields) + "\n";
    }

    /** Writes what is left and closes the file; waits for that. */
    @Override
    public void close() {
        closing.complete(null);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
