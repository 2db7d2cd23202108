package dev.flatline.report.files;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Path;

/** A run that writes a folder for as long as it is let: the victim of {@link KillTest}. */
public final class KilledRun {

    private KilledRun() {}

    /** Writes 37 seconds, flushes, begins a 38th, says so, and waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        ResultWriter writer = ResultFolder.create(Path.of(arguments[0]));
        SampleRun run = new SampleRun();
        run.state = RunResult.State.RUNNING;
        run.verdict = RunResult.Verdict.INCOMPLETE;
        run.ranSeconds = 36;
        writer.writeSummary(run.result());
        writer.appendSeconds(SampleRun.storm(37));
        writer.journal().accept("36.900000\tlost\t7\treset\t0\n");
        writer.flush();
        writer.appendSeconds(SampleRun.storm(38).subList(37, 38));
        System.out.println("flushed");
        System.out.flush();
        while (System.in.read() >= 0) {
            System.out.println("still here");
        }
    }
}
