package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One side of a comparison: one run, or several of the same thing.
 *
 * @param name as it was asked for
 * @param runs at least one
 */
public record Side(String name, List<RunResult> runs) {

    private static final int NAME = 40;

    /** Copies the list. */
    public Side {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no run");
        }
    }

    /**
     * Reads a side.
     *
     * @param argument result folders or folders of result folders, with commas between
     * @throws ResultFolderException in one line, if something of it is no run, or one that did not come to its end
     */
    public static Side read(String argument) throws ResultFolderException {
        List<RunResult> runs = new ArrayList<>();
        for (String part : argument.split(",", -1)) {
            if (part.isBlank()) {
                throw new ResultFolderException("found '" + argument + "'; accepted: folders with commas between");
            }
            for (Path folder : folders(Path.of(part.strip()))) {
                runs.add(run(folder));
            }
        }
        return new Side(
                argument.length() > NAME ? "…" + argument.substring(argument.length() - NAME + 1) : argument, runs);
    }

    private static RunResult run(Path folder) throws ResultFolderException {
        RunResult run = ResultFolder.open(folder).summary();
        if (run.state() == State.RUNNING || run.state() == State.INTERRUPTED) {
            throw new ResultFolderException(folder + " is a run that did not come to its end: it cannot be compared");
        }
        return run;
    }

    /** The folder itself, or those in it. */
    private static List<Path> folders(Path folder) throws ResultFolderException {
        if (!Files.isDirectory(folder) || isRun(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> runs = inside.filter(Side::isRun).sorted().toList();
            if (runs.isEmpty()) {
                throw new ResultFolderException(
                        folder + ": found no run in it; accepted: a result folder, or a folder of result folders");
            }
            return runs;
        } catch (IOException e) {
            throw new ResultFolderException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("summary.json"));
    }
}
