package dev.flatline.chaos.service;

import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Writes a ledger into a file, a JSON object a line, on a thread of its own: after each batch it is flushed, so a killed
 * process leaves whole lines. When the proxies are faster than the disk the oldest are lost, which the gap in {@code seq}
 * shows and a line of its own tells.
 */
final class LedgerFile implements AutoCloseable {

    private static final int BATCH = 4096;

    private final Ledger ledger;
    private final Writer out;
    private final Thread thread;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private long written;

    /**
     * Creates the file, or empties it, and begins.
     *
     * @param onFailure told when it cannot be written any more
     * @throws IOException if it cannot be written at all
     */
    LedgerFile(Path file, Ledger ledger, Consumer<Throwable> onFailure) throws IOException {
        this.ledger = ledger;
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        this.thread = new Thread(this::run, "flatline-ledger");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> onFailure.accept(failure));
        thread.start();
    }

    private void run() {
        try {
            while (!closing.isDone()) {
                CompletableFuture<Void> more = ledger.written(written);
                CompletableFuture.anyOf(more, closing).get();
                more.cancel(false);
                drain();
            }
            drain();
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the ledger's thread was disturbed", e);
        }
    }

    private void drain() throws IOException {
        List<Injection> batch = ledger.read(written, BATCH);
        while (!batch.isEmpty()) {
            long first = batch.get(0).sequence();
            if (first > written + 1) {
                line(Map.of("missed", first - written - 1));
            }
            for (Injection injection : batch) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("seq", injection.sequence());
                fields.putAll(InjectionFeed.fields(injection));
                line(fields);
            }
            written = batch.get(batch.size() - 1).sequence();
            batch = ledger.read(written, BATCH);
        }
        out.flush();
    }

    private void line(Map<String, Object> fields) throws IOException {
        out.write(Json.text(fields));
        out.write('\n');
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
