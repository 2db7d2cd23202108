package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.Questions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The process that is measured: it starts a subject and answers {@link Questions} about it. {@code server.js} speaks the same lines.
 */
public final class ServerChild {

    private final Subject subject;

    private ServerChild(Subject subject) {
        this.subject = subject;
    }

    /** Runs the subject that the first argument names; the second is its ping interval in milliseconds, 0 for none. */
    public static void main(String[] args) throws IOException {
        Subject subject = subject(args[0], TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1])));
        Questions.answer(subject.start(), new ServerChild(subject)::answer);
        System.exit(0);
    }

    static Subject subject(String name, long pingNanos) {
        return switch (name) {
            case "flatline" -> new FlatlineSubject(pingNanos);
            case "stock" -> new StockSubject(pingNanos);
            case "flatline-timers" -> new FlatlineTimers(pingNanos);
            case "stock-timers" -> new StockTimers(pingNanos);
            default -> throw new IllegalArgumentException("no subject is called " + name);
        };
    }

    private long answer(String question) {
        return switch (question) {
            case "loop-cpu" -> subject.loopCpuNanos();
            case "fired" -> subject.fired();
            case "open" -> subject.open();
            default -> throw new IllegalArgumentException("no question is called " + question);
        };
    }
}
