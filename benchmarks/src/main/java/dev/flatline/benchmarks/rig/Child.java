package dev.flatline.benchmarks.rig;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program in a process of its own, seen from the process that measures it: a question a line, a number a line. */
public final class Child implements AutoCloseable {

    private static final long ANSWER_SECONDS = 60;
    private static final long END_SECONDS = 5;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MAX_LOOKS = 1_000;

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final String logName;
    private final int port;

    /**
     * Starts a process and waits until it listens.
     *
     * @param folder where it runs
     * @param log takes what it prints to its error stream
     */
    public Child(List<String> command, Path folder, File log) throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        logName = log.getName();
        answers = process.inputReader(StandardCharsets.US_ASCII);
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        port = (int) number();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public long ask(String question) throws IOException {
        questions.println(question);
        return number();
    }

    /** Waits until the process has seen that all its connections are gone. */
    public void awaitNoneOpen(LoadClient load) throws IOException {
        for (int i = 0; ask("open") > 0; i++) {
            if (i == MAX_LOOKS) {
                throw new IOException("a server process still holds " + ask("open") + " connections that are gone");
            }
            load.pause(LOOK);
        }
    }

    private long number() throws IOException {
        String line;
        try {
            line = CompletableFuture.supplyAsync(this::line)
                    .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            close();
            throw new IOException("a server process did not answer", failed.getCause());
        }
        if (line == null) {
            throw new IOException("a server process ended by itself, see " + logName);
        }
        return Long.parseLong(line);
    }

    private @Nullable String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process: asked first, then forced. */
    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
