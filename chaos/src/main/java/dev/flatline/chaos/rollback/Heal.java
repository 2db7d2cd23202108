package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts back what runs left that ended without doing so. */
public final class Heal {

    private final Path state;
    private final Undoing undoing;
    private final boolean dry;
    private final List<String> told = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> alive = new ArrayList<>();
    private int healed;

    private Heal(Path state, Undoing undoing, boolean dry) {
        this.state = state;
        this.undoing = undoing;
        this.dry = dry;
    }

    /**
     * What was found and done. Lines are for people, without control characters.
     *
     * @param told what was done, a line each, in its order
     * @param problems what could not be put back or read, and why, a line each
     * @param healed how many runs were put back
     * @param alive the names of the runs that go on and were left alone
     */
    public record Outcome(List<String> told, List<String> problems, int healed, List<String> alive) {

        /** Copies. */
        public Outcome {
            told = List.copyOf(told);
            problems = List.copyOf(problems);
            alive = List.copyOf(alive);
        }
    }

    /**
     * Puts back what every dead run left in a state folder, the newest run and the newest step first; one that fails does not
     * stop the others.
     */
    public static Outcome all(Path state, Collection<Healer> healers) {
        return all(state, new Undoing(healers, RollbackJournal.LIMIT));
    }

    static Outcome all(Path state, Undoing undoing) {
        return new Heal(state, undoing, false).run();
    }

    /** Says what {@link #all} would do, and does nothing. */
    public static Outcome dryRun(Path state, Collection<Healer> healers) {
        return new Heal(state, new Undoing(healers, RollbackJournal.LIMIT), true).run();
    }

    private Outcome run() {
        List<DeadRun> dead = new ArrayList<>();
        for (Path file : files()) {
            try {
                take(file).ifPresent(dead::add);
            } catch (IOException e) {
                // One that is gone was finished with by its run, or by another healer.
                if (!(e instanceof NoSuchFileException)) {
                    problem("cannot read " + file + ": " + RollbackJournal.reason(e));
                }
            }
        }
        dead.sort(Comparator.comparing(DeadRun::started).reversed());
        for (DeadRun run : dead) {
            try (run) {
                healed += run.heal(undoing, dry, this::tell, this::problem) && !dry ? 1 : 0;
            } catch (IOException e) {
                problem("cannot write in " + state + ": " + RollbackJournal.reason(e) + "; healing again is safe");
            }
        }
        return new Outcome(told, problems, healed, alive);
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.list(state)) {
            return found.filter(file -> has(file, RollbackJournal.SUFFIX) || has(file, RollbackJournal.UNFINISHED))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        } catch (IOException e) {
            problem("cannot read " + state + ": " + RollbackJournal.reason(e));
            return List.of();
        }
    }

    private static boolean has(Path file, String suffix) {
        return file.toString().endsWith(suffix);
    }

    /** The run of a file if it is dead; one that goes on or cannot be read is told. */
    private Optional<DeadRun> take(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (has(file, RollbackJournal.SUFFIX)) {
                foreign(file);
            }
            return Optional.empty();
        }
        Optional<Lease> taken = Lease.take(file, false);
        if (taken.isEmpty()) {
            String name = file.getFileName().toString();
            alive.add(line(name.substring(0, name.lastIndexOf('.'))));
            return Optional.empty();
        }
        Lease lease = taken.orElseThrow();
        Optional<DeadRun> run = Optional.empty();
        try {
            run = read(file, lease);
            return run;
        } finally {
            if (run.isEmpty()) {
                lease.close();
            }
        }
    }

    private Optional<DeadRun> read(Path file, Lease lease) throws IOException {
        JournalLines lines = new JournalLines(lease.content());
        JournalLines.Content content = lines.read().orElse(new JournalLines.Content(List.of(), List.of(), false));
        boolean ours = !content.entries().isEmpty() && content.entries().get(0) instanceof Entry.Head;
        if (has(file, RollbackJournal.UNFINISHED)) {
            // Whoever wrote the first line had the lock before that: it is dead, and has done nothing.
            if (ours && !dry) {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        }
        if (!ours) {
            foreign(file);
            return Optional.empty();
        }
        return Optional.of(new DeadRun(file, lease, lines, content));
    }

    private void foreign(Path file) {
        problem(file
                + " is not a rollback journal of this version of Flatline; use the one that wrote it, or move it away");
    }

    private void tell(String text) {
        told.add(line(text));
    }

    private void problem(String text) {
        problems.add(line(text));
    }

    /** What a file says may be anything, and goes to a terminal. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
