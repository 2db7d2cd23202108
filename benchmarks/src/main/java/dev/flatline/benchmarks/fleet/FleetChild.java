package dev.flatline.benchmarks.fleet;

import dev.flatline.benchmarks.rig.Questions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The process that is measured: it has one fleet and answers {@link Questions} about it. */
public final class FleetChild {

    private static final String OPEN = "open ";

    private final Subject subject;

    private FleetChild(Subject subject) {
        this.subject = subject;
    }

    /** Runs the fleet that the first argument names, with the server's port, clients a second, and the ping interval in milliseconds. */
    public static void main(String[] args) throws IOException {
        FleetOptions options = new FleetOptions(
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[3])));
        Questions.answer(0, new FleetChild(subject(args[0], options))::answer);
        System.exit(0);
    }

    static Subject subject(String name, FleetOptions options) {
        return switch (name) {
            case "flatline" -> new FlatlineFleet(options);
            case "stock" -> new StockFleet(options);
            default -> throw new IllegalArgumentException("no fleet is called " + name);
        };
    }

    /** {@code open N} opens so many and answers how many are open then; {@code end} ends them. */
    private long answer(String question) throws IOException {
        if (question.startsWith(OPEN)) {
            subject.open(Integer.parseInt(question.substring(OPEN.length())));
            return subject.tally().open();
        }
        switch (question) {
            case "end" -> subject.end();
            case "answers" -> {
                return subject.tally().answers();
            }
            case "failures" -> {
                return subject.tally().failures();
            }
            default -> throw new IllegalArgumentException("no question is called " + question);
        }
        return subject.tally().open();
    }
}
