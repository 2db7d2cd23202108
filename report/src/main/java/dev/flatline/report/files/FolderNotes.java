package dev.flatline.report.files;

import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is not as it should be in a folder that nobody writes any more, and does not stand in the way of its report. */
final class FolderNotes {

    /** A kill may come between the summary of a second and its row. */
    private static final double SECONDS_BETWEEN = 2;

    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    FolderNotes(Path folder) {
        this.folder = folder;
    }

    List<String> of(RunResult run, TimelineFile timeline, HealthFile health, Optional<HistogramLogFile> histograms)
            throws ResultFolderException {
        torn(FileNames.TIMELINE, timeline.torn());
        torn(FileNames.HEALTH, health.torn());
        int seconds = timeline.seconds().size();
        if (seconds < Math.floor(run.ranSeconds()) - SECONDS_BETWEEN) {
            notes.add("timeline.csv ends after " + Units.seconds(seconds) + " of the " + Units.seconds(run.ranSeconds())
                    + " that the run took: the rest of it is missing.");
        }
        for (String name : List.of(FileNames.SCENARIO, FileNames.JOURNAL, FileNames.LEDGER, FileNames.HISTOGRAMS)) {
            there(name);
        }
        for (String name : List.of(FileNames.JOURNAL, FileNames.LEDGER)) {
            torn(name, LineEnd.isWhole(folder.resolve(name)) ? 0 : 1);
        }
        if (histograms.isPresent()) {
            look(histograms.get());
        }
        return List.copyOf(notes);
    }

    private void there(String name) throws ResultFolderException {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                notes.add(name + " is missing from the folder.");
            } else if (Files.size(file) == 0) {
                notes.add(name + " is empty.");
            }
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }

    private void torn(String name, int lines) {
        if (lines > 0) {
            notes.add(Shown.torn(name));
        }
    }

    /** Its lines, without what is in them. */
    private void look(HistogramLogFile histograms) {
        try {
            torn(FileNames.HISTOGRAMS, histograms.read(Set.of()).torn());
        } catch (IOException e) {
            notes.add(e.getMessage() + ": what is drawn from that file is left out.");
        }
    }
}
