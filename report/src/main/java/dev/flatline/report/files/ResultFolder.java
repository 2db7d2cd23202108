package dev.flatline.report.files;

import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.Second;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the folder of a run says. Reports are made from this and from nothing else.
 *
 * @param flatline the version of Flatline that ran it
 * @param summary {@code summary.json}
 * @param seconds {@code timeline.csv}
 * @param health {@code health.csv}; empty if there is none
 * @param servers {@code servers/}; empty if the run started none
 * @param histograms {@code histograms.hlog}; empty if the file is missing
 * @param scenario {@code scenario.yaml}; empty if the file is missing
 * @param beingWritten whether a run is writing the folder now; a run that is {@code RUNNING} and is not written was killed
 * @param notes what was not as it should be in the files, and was read all the same; none while they are being written
 */
public record ResultFolder(
        String flatline,
        RunResult summary,
        List<Second> seconds,
        HealthTable health,
        ServerTable servers,
        Optional<HistogramLogFile> histograms,
        String scenario,
        boolean beingWritten,
        List<String> notes) {

    private static final String EXPECTED = "expected the result folder of a flatline run, with summary.json";

    /**
     * Makes a folder for a new run; one that exists must be empty.
     *
     * @throws ResultFolderException if it holds something, cannot be made or cannot be written
     */
    public static ResultWriter create(Path folder) throws ResultFolderException {
        prepare(folder);
        try {
            return new ResultWriter(folder);
        } catch (ResultFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new ResultFolderException(
                    "cannot write results to " + folder + ": " + ResultFolderException.reason(e), e);
        }
    }

    /**
     * Makes a folder for a new run, or sees that the one which exists is empty, before anything of the run begins.
     *
     * @throws ResultFolderException if it holds something, cannot be made or cannot be written
     */
    public static void prepare(Path folder) throws ResultFolderException {
        try {
            if (Files.isDirectory(folder)) {
                demandEmpty(folder);
            } else {
                Files.createDirectories(folder);
            }
        } catch (ResultFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new ResultFolderException(
                    "cannot write results to " + folder + ": " + ResultFolderException.reason(e), e);
        }
    }

    /**
     * Reads the folder of a run that ended, was killed, or is still running.
     *
     * @throws ResultFolderException if it is none, or if its files are cut or were written by something else
     */
    public static ResultFolder open(Path folder) throws ResultFolderException {
        Path summary = folder.resolve(FileNames.SUMMARY);
        if (!Files.isRegularFile(summary)) {
            throw new ResultFolderException(found(folder) + ": " + EXPECTED);
        }
        SummaryFile file = SummaryFile.read(summary);
        Path rows = folder.resolve(FileNames.TIMELINE);
        if (!Files.isRegularFile(rows)) {
            throw new ResultFolderException(folder + " has summary.json and no timeline.csv: a part of it is missing");
        }
        TimelineFile timeline = TimelineFile.read(rows);
        HealthFile health = HealthFile.read(folder.resolve(FileNames.HEALTH));
        Optional<HistogramLogFile> histograms = histograms(folder.resolve(FileNames.HISTOGRAMS));
        ServerFiles.Found servers = ServerFiles.read(folder);
        boolean beingWritten = RunLock.isHeld(folder);
        return new ResultFolder(
                file.flatline(),
                file.run(),
                timeline.seconds(),
                health.table(),
                servers.table(),
                histograms,
                scenario(folder.resolve(FileNames.SCENARIO)),
                beingWritten,
                beingWritten
                        ? List.of()
                        : Stream.concat(
                                        new FolderNotes(folder).of(file.run(), timeline, health, histograms).stream(),
                                        servers.notes().stream())
                                .toList());
    }

    private static Optional<HistogramLogFile> histograms(Path file) throws ResultFolderException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(HistogramLogFile.open(file));
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }

    private static String scenario(Path file) throws ResultFolderException {
        return Files.isRegularFile(file) ? WholeFile.read(file, "the scenario of a run") : "";
    }

    private static void demandEmpty(Path folder) throws IOException {
        if (Files.exists(folder.resolve(FileNames.SUMMARY))) {
            throw new ResultFolderException(folder + " already holds a run: name another folder, or remove this one");
        }
        String first = first(folder);
        if (!first.isEmpty()) {
            throw new ResultFolderException(
                    folder + " is not empty (it holds " + first + "): results need a new or an empty folder");
        }
    }

    private static String found(Path folder) throws ResultFolderException {
        if (!Files.exists(folder)) {
            return "there is no " + folder;
        }
        if (!Files.isDirectory(folder)) {
            return folder + " is a file";
        }
        try {
            String first = first(folder);
            return folder + (first.isEmpty() ? " is empty" : " holds no summary.json (it holds " + first + ")");
        } catch (IOException e) {
            throw new ResultFolderException("cannot read " + folder + ": " + ResultFolderException.reason(e), e);
        }
    }

    /** The servers of a run are started before its files are made, and have a folder of their own by then. */
    private static String first(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(FileNames.SERVERS))
                    .sorted()
                    .findFirst()
                    .orElse("");
        }
    }
}
