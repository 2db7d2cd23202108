package dev.flatline.report.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.report.testing.SampleRun;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    private final SampleRun run = new SampleRun();

    @Test
    void beginsWithTheVerdictAndTheStory() {
        List<String> lines = lines();

        assertEquals("## ✅ reconnect-storm: objectives met", lines.get(0));
        assertTrue(lines.get(2).startsWith("2,000 clients ran against the embedded server"), lines.get(2));
        assertTrue(lines.size() <= 60, lines.size() + " lines");
    }

    @Test
    void hasARowForEachObjectiveAndFaultWithAsManyCellsAsItsHead() {
        String page = Markdown.text(run.folder());

        assertTrue(page.contains("| ✅ | `detect.client.max < 5s` | 4.01 s |"), page);
        assertTrue(page.contains("| blackhole | 15 s | 25 s | 1,000 | 1,000 | 1.20 s |"), page);
        assertTrue(page.contains("| server-restart | 45 s | 47 s | 2,000 | – |"), page);
        int columns = 0;
        for (String line : lines()) {
            int bars = line.replace("\\|", "").length()
                    - line.replace("\\|", "").replace("|", "").length();
            assertTrue(bars == 0 || columns == 0 || bars == columns, line);
            columns = bars;
        }
    }

    @Test
    void saysWhatRulesPromise() {
        run.bounds = List.of(new BoundCheck("detect.client", "", "a ping every 2s", 4020, 1000, 3, 4100));

        assertTrue(lines().contains("What the rules promise: `detect.client` 997 of 1,000 within 4.02 s."));
    }

    @Test
    void whatTheRunCouldNotDecideIsNotDecided() {
        run.state = State.INTERRUPTED;
        run.verdict = Verdict.INCOMPLETE;

        assertTrue(lines().contains("| – | `detect.client.max < 5s` | 4.01 s by then |"));
        assertTrue(lines().get(2).startsWith("> This run was stopped after"));
    }

    @Test
    void takesNoTextForMarkup() {
        String hostile = "<b>|x|</b> [a](b) `c` *d* # _e_";
        run.objectives = List.of(SampleRun.objective(hostile, hostile, Outcome.MISSED, hostile));
        run.warnings = List.of(hostile);

        String page = Markdown.text(run.folder());

        assertTrue(page.contains("| ❌ | `<b>\\|x\\|</b> [a](b) 'c' *d* # _e_` | &lt;b>"), page);
        assertTrue(page.contains("- ⚠️ &lt;b>\\|x\\|&lt;/b> \\[a\\](b) \\`c\\` \\*d\\* \\# \\_e\\_"), page);
    }

    @Test
    void manyWarningsAreCut() {
        run.warnings = Collections.nCopies(25, "late");

        assertEquals(10, lines().stream().filter("- ⚠️ late"::equals).count());
        assertTrue(lines().contains("- and 15 more: see the report"));
    }

    private List<String> lines() {
        return Markdown.text(run.folder()).lines().toList();
    }
}
