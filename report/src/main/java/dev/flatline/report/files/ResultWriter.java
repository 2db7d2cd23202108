package dev.flatline.report.files;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.Second;
import dev.flatline.report.Build;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a run, so that a kill at any moment leaves a folder that {@link ResultFolder#open} reads. Made by
 * {@link ResultFolder#create}.
 *
 * <p>The line sinks and {@link #histograms} may be used from any thread; the other methods from the thread of the run.
 */
public final class ResultWriter implements Closeable {

    static final String JOURNAL_COLUMNS = "seconds\tevent\tclient\tdetail\tmore";
    static final String LEDGER_COLUMNS = "seconds\tevent\tfault\tclient_or_kind\tconnection";

    private final Path folder;
    private final RunLock lock;
    private final LineFile timeline;
    private final LineFile journal;
    private final LineFile ledger;
    private final FailureKeeper histogramFile;
    private final PrintStream histograms;
    private @Nullable LineFile health;

    ResultWriter(Path folder) throws IOException {
        this.folder = folder;
        lock = RunLock.take(folder);
        timeline = new LineFile(folder.resolve(FileNames.TIMELINE), SecondCsv.HEADER);
        journal = new LineFile(folder.resolve(FileNames.JOURNAL), JOURNAL_COLUMNS);
        ledger = new LineFile(folder.resolve(FileNames.LEDGER), LEDGER_COLUMNS);
        histogramFile = new FailureKeeper(Files.newOutputStream(folder.resolve(FileNames.HISTOGRAMS)));
        histograms = new PrintStream(new BufferedOutputStream(histogramFile), false, StandardCharsets.UTF_8);
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }

    /** Replaces {@code summary.json} in one step. */
    public void writeSummary(RunResult run) throws ResultFolderException {
        WholeFile.write(folder.resolve(FileNames.SUMMARY), SummaryWriter.text(Build.flatline(), run));
    }

    /** Writes {@code scenario.yaml}: the scenario as it was run. */
    public void writeScenario(String yaml) throws ResultFolderException {
        WholeFile.write(folder.resolve(FileNames.SCENARIO), yaml);
    }

    /** Appends rows to {@code timeline.csv}. */
    public void appendSeconds(List<Second> seconds) {
        seconds.forEach(second -> timeline.append(SecondCsv.row(second)));
    }

    /**
     * Begins {@code health.csv}, once.
     *
     * @param names its columns: the gauges that this run can sample
     */
    public void openHealth(List<String> names) throws ResultFolderException {
        try {
            health = new LineFile(folder.resolve(FileNames.HEALTH), HealthFile.header(names));
        } catch (IOException e) {
            throw new ResultFolderException(
                    "cannot write " + folder.resolve(FileNames.HEALTH) + ": " + ResultFolderException.reason(e), e);
        }
    }

    /** Appends a sample: a value for each name that {@link #openHealth} was given, NaN where nothing was seen. */
    public void appendHealth(long second, double[] values) {
        if (health == null) {
            throw new IllegalStateException("openHealth comes first");
        }
        health.append(HealthFile.row(second, values));
    }

    /** Takes the lines of {@code journal.tsv}, each with its line break; the argument may be reused afterwards. */
    public Consumer<CharSequence> journal() {
        return journal::append;
    }

    /** Takes the lines of {@code ledger.tsv}, likewise. */
    public Consumer<CharSequence> ledger() {
        return ledger::append;
    }

    /** Takes the text of {@code histograms.hlog}; closed by {@link #close}. */
    public PrintStream histograms() {
        return histograms;
    }

    /** Hands all that was appended to the operating system: what happens to this process no longer matters to it. */
    public void flush() throws ResultFolderException {
        ledger.flush();
        journal.flush();
        timeline.flush();
        if (health != null) {
            health.flush();
        }
        histograms.flush();
        IOException failure = histogramFile.failure();
        if (failure != null) {
            throw new ResultFolderException(
                    "cannot write " + folder.resolve(FileNames.HISTOGRAMS) + ": "
                            + ResultFolderException.reason(failure),
                    failure);
        }
    }

    /** Flushes and closes every file, and says that nobody writes the folder any more. */
    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            histograms.close();
            closeAll(List.of(timeline::close, journal::close, ledger::close, this::closeHealth, lock));
        }
    }

    private void closeHealth() throws ResultFolderException {
        if (health != null) {
            health.close();
        }
    }

    private static void closeAll(List<Closeable> files) throws IOException {
        IOException failure = null;
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
