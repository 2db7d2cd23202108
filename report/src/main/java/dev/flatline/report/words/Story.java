package dev.flatline.report.words;

import dev.flatline.core.measure.RunResult;
import java.util.List;

/**
 * A run in three sentences, each computed from its numbers.
 *
 * @param happened which faults hit how many clients, and when
 * @param noticed who noticed the connections that died without a word, and how fast
 * @param recovered whether everyone came back, how fast, and at what peak of attempts
 */
public record Story(String happened, String noticed, String recovered) {

    /** Tells the story of a run. */
    public static Story of(RunResult run) {
        return of(run, run.ranSeconds());
    }

    /** Tells the story of a run of which more was measured than its summary knows of. */
    public static Story of(RunResult run, double measuredSeconds) {
        Story story =
                new Story(Happened.sentence(run, measuredSeconds), Noticed.sentence(run), Recovered.sentence(run));
        return run.verdict() == RunResult.Verdict.INVALID ? story.withReserve() : story;
    }

    /** The same for a run whose numbers say nothing about the server. */
    private Story withReserve() {
        return new Story(reserved(happened), reserved(noticed), reserved(recovered));
    }

    private static String reserved(String sentence) {
        return "As measured: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** The sentences, in order. */
    public List<String> sentences() {
        return List.of(happened, noticed, recovered);
    }

    /** Makes one sentence: a capital in front, a full stop behind. */
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /** Joins parts as a list in a sentence: {@code a, b and c}. */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
