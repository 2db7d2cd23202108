package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.Identity;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.report.files.ResultFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One side of a comparison: one run, or several of the same thing. INVALID runs are left out if there are others, and so are
 * simulated ones that are the trace of another one: chance had no part in them.
 */
public final class Side {

    private static final int NAME = 40;

    private final String name;
    private final List<Run> runs;
    private final int leftOut;
    private final int repeated;

    private Side(String name, List<Run> all) {
        Map<String, Run> distinct = new LinkedHashMap<>();
        for (Run run : all) {
            distinct.putIfAbsent(isSimulated(run) ? run.result().traceHash() : "run " + distinct.size(), run);
        }
        List<Run> valid = distinct.values().stream()
                .filter(run -> run.result().verdict() != Verdict.INVALID)
                .toList();
        this.name = name;
        this.runs = valid.isEmpty() ? List.copyOf(distinct.values()) : valid;
        this.repeated = all.size() - distinct.size();
        this.leftOut = distinct.size() - runs.size();
    }

    /** A side of which nothing but the results is known. */
    static Side of(String name, List<RunResult> results) {
        return new Side(name, results.stream().map(Run::of).toList());
    }

    /**
     * Reads a side.
     *
     * @param argument result folders or folders of result folders, with commas between
     * @throws ResultFolderException in one line, if something of it is no run, or one that did not come to its end, or its runs are
     *     not of the same thing
     */
    public static Side read(String argument) throws ResultFolderException {
        List<Path> folders = new ArrayList<>();
        for (String part : argument.split(",", -1)) {
            if (part.isBlank()) {
                throw new ResultFolderException("found '" + argument + "'; accepted: folders with commas between");
            }
            folders.addAll(folders(Path.of(part.strip())));
        }
        String name = named(argument);
        List<Run> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(Run.read(folder, folders.size() == 1));
        }
        demandSame(name, "scenario", runs, Identity::scenario);
        demandSame(name, "engine", runs, Identity::engine);
        demandSame(name, "clients", runs, identity -> Integer.toString(identity.clients()));
        demandSame(name, "planned seconds", runs, identity -> Double.toString(identity.plannedSeconds()));
        return new Side(name, runs);
    }

    /** Of many folders the first and the last. */
    private static String named(String argument) {
        int first = argument.indexOf(',');
        String name = argument.length() <= NAME || first < 0
                ? argument
                : argument.substring(0, first) + " … "
                        + argument.substring(argument.lastIndexOf(',') + 1).strip();
        return name.length() > NAME ? "…" + name.substring(name.length() - NAME + 1) : name;
    }

    private static void demandSame(String name, String what, List<Run> runs, Function<Identity, String> of)
            throws ResultFolderException {
        List<String> found = runs.stream()
                .map(run -> of.apply(run.result().identity()))
                .distinct()
                .toList();
        if (found.size() > 1) {
            throw new ResultFolderException(name + ": its runs differ in " + what + " (" + String.join(", ", found)
                    + "); accepted: runs of the same thing");
        }
    }

    /** The folder itself, or those in it. */
    private static List<Path> folders(Path folder) throws ResultFolderException {
        if (!Files.isDirectory(folder) || isRun(folder)) {
            return List.of(folder);
        }
        List<Path> runs;
        try (Stream<Path> inside = Files.list(folder)) {
            runs = inside.filter(Side::isRun).sorted().toList();
        } catch (IOException e) {
            throw new ResultFolderException("cannot read " + folder + ": " + e.getMessage(), e);
        }
        if (runs.isEmpty()) {
            throw new ResultFolderException(
                    folder + ": found no run in it; accepted: a result folder, or a folder of result folders");
        }
        return runs;
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("summary.json"));
    }

    /** As it was asked for. */
    public String name() {
        return name;
    }

    /** At least one. */
    public List<RunResult> results() {
        return runs.stream().map(Run::result).toList();
    }

    /** How many runs it has. */
    public int size() {
        return runs.size();
    }

    /** How many INVALID runs were left out. */
    int leftOut() {
        return leftOut;
    }

    /** How many runs were left out because they are the trace of another one. */
    int repeated() {
        return repeated;
    }

    /** Whether all of it happened in virtual time. */
    boolean isSimulated() {
        return runs.stream().allMatch(Side::isSimulated);
    }

    private static boolean isSimulated(Run run) {
        return run.result().identity().engine().equals("simulated");
    }

    /** Whether no run of it says anything of the server: the generator was the bottleneck in every one. */
    boolean isInvalid() {
        return runs.stream().allMatch(run -> run.result().verdict() == Verdict.INVALID);
    }

    List<Run> runs() {
        return runs;
    }
}
