package dev.flatline.report.words;

import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the connections of a run died that died without a word. A time of detection says something only beside it: to a silence that is
 * still acknowledged TCP has no answer, of one that is not it hears by itself, after minutes.
 */
public final class Silences {

    private static final int NAMED = 3;

    private Silences() {}

    /** For beside times of detection: {@code silent, still acknowledged}, or that of each fault where they differ; empty if nobody died so. */
    public static String of(RunResult run) {
        return of(run, FaultOutcome::name, FaultSign::words);
    }

    /** The same for beside the metric of that name: empty unless that is about silent deaths. */
    public static String of(RunResult run, String metric) {
        return isNoticed(metric) ? of(run) : "";
    }

    /** The same in a sentence that says already that they are silent: {@code still acknowledged}. */
    static String inSentence(RunResult run) {
        return of(run, FaultWords::a, FaultSign::manner);
    }

    /** Whether a metric is about how fast silent deaths were noticed. */
    public static boolean isNoticed(String metric) {
        return metric.equals("detect.client") || metric.equals("detect.server");
    }

    /** How something about a fault is said. */
    @FunctionalInterface
    private interface Saying<T> {
        String of(T thing);
    }

    private static String of(RunResult run, Saying<FaultOutcome> name, Saying<FaultSign> sign) {
        Map<FaultSign, List<String>> names = new EnumMap<>(FaultSign.class);
        for (FaultOutcome fault : run.faults()) {
            if (fault.died() > 0 && fault.nature().sign().isSilent()) {
                names.computeIfAbsent(fault.nature().sign(), first -> new ArrayList<>())
                        .add(name.of(fault));
            }
        }
        if (names.size() == 1) {
            return sign.of(names.keySet().iterator().next());
        }
        List<String> all = new ArrayList<>();
        names.forEach((each, faults) -> all.add(listed(faults) + ": " + sign.of(each)));
        return String.join("; ", all);
    }

    private static String listed(List<String> faults) {
        if (faults.size() <= NAMED) {
            return Story.list(faults);
        }
        List<String> some = new ArrayList<>(faults.subList(0, NAMED));
        some.add((faults.size() - NAMED) + " more");
        return Story.list(some);
    }
}
