package dev.flatline.chaos.rollback;

import dev.flatline.chaos.rollback.Moments.Moment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The {@link Rollback} of one run: a file in the state folder, forced to the disk line by line, that this process holds the lock
 * of for as long as it lives. When everything is put back the file is deleted; what it leaves behind is for {@link Heal}.
 *
 * <p>May be used from any thread. Two callers that undo one step do it once.
 */
public final class RollbackJournal implements Rollback, AutoCloseable {

    /** How the files end. */
    static final String SUFFIX = ".rollback";

    /** How a file ends whose first line is not written yet: its run has done nothing. */
    static final String UNFINISHED = ".new";

    /** How long putting one thing back may take: more than the grace that a container usually has to stop. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path file;
    private final Lease lease;
    private final JournalLines lines;
    private final Undoing undoing;
    private final Moments moments;
    private final List<Written> steps = new ArrayList<>();
    private boolean closed;

    private RollbackJournal(Path file, Lease lease, Undoing undoing, Moments moments) {
        this.file = file;
        this.lease = lease;
        this.lines = new JournalLines(lease.content());
        this.undoing = undoing;
        this.moments = moments;
    }

    /** One step, with a lock of its own, because putting back takes a while. */
    private static final class Written implements Step {

        private final int number;
        private final Undo undo;
        private volatile boolean undone;

        Written(int number, Undo undo) {
            this.number = number;
            this.undo = undo;
        }
    }

    /**
     * Opens the journal of a run.
     *
     * @param state the state folder; made if it is missing
     * @param run its unique name, fit for a file's name
     * @param opened the time of day, for people
     * @param healers whoever can put things back
     * @throws RollbackException if the file cannot be made: nothing may be done then
     */
    public static RollbackJournal open(Path state, String run, Instant opened, Collection<Healer> healers)
            throws RollbackException {
        return open(state, run, opened, healers, Moments.UNSEEN);
    }

    /** The same, seen by somebody. */
    public static RollbackJournal open(
            Path state, String run, Instant opened, Collection<Healer> healers, Moments moments)
            throws RollbackException {
        return open(state, run, opened, new Undoing(healers, LIMIT), moments);
    }

    static RollbackJournal open(Path state, String run, Instant opened, Undoing undoing, Moments moments)
            throws RollbackException {
        Path file = state.resolve(run + SUFFIX).toAbsolutePath();
        Path unfinished = state.resolve(run + UNFINISHED).toAbsolutePath();
        try {
            StateFolder.make(state);
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Lease lease = Lease.take(unfinished, true)
                    .orElseThrow(() -> new FileAlreadyExistsException(unfinished.toString()));
            boolean begun = false;
            try {
                RollbackJournal journal = new RollbackJournal(file, lease, undoing, moments);
                journal.lines.append(new Entry.Head(
                        run, Long.toString(ProcessHandle.current().pid()), opened.toString()));
                // Under its final name it is complete and locked: a healer sees it so or not at all.
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                lease.renamed(file);
                StateFolder.force(state);
                begun = true;
                return journal;
            } finally {
                if (!begun) {
                    lease.close();
                    Files.deleteIfExists(unfinished);
                }
            }
        } catch (IOException e) {
            throw new RollbackException(
                    "cannot keep a rollback journal in " + state + ": " + reason(e)
                            + "; make it writable or set FLATLINE_STATE to another folder",
                    e);
        }
    }

    @Override
    public Step before(Undo undo) throws RollbackException {
        moments.at(Moment.WRITING, undo);
        Written step;
        synchronized (this) {
            if (closed) {
                throw new RollbackException("too late to begin what needs this at its end: " + undo.words());
            }
            step = new Written(steps.size(), undo);
            try {
                lines.append(new Entry.Intent(step.number, undo));
            } catch (IOException e) {
                throw new RollbackException(
                        "cannot write to " + file + ": " + reason(e) + "; nothing is done that could not be put back",
                        e);
            }
            steps.add(step);
        }
        moments.at(Moment.WRITTEN, undo);
        return step;
    }

    @Override
    public void undo(Step step) throws RollbackException {
        Written written = (Written) step;
        synchronized (written) {
            if (written.undone) {
                return;
            }
            moments.at(Moment.UNDOING, written.undo);
            undoing.heal(written.undo);
            moments.at(Moment.UNDONE, written.undo);
            written.undone = true;
            try {
                synchronized (this) {
                    lines.append(new Entry.Done(written.number));
                }
            } catch (IOException e) {
                throw new RollbackException("put back, but cannot write so to " + file + ": " + reason(e), e);
            }
            moments.at(Moment.NOTED, written.undo);
        }
    }

    /** What is left to put back, newest first, in words. */
    public synchronized List<String> left() {
        List<String> words = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).undone) {
                words.add(steps.get(i).undo.words());
            }
        }
        return words;
    }

    /**
     * Puts back what is left, newest first; one that fails does not stop the others. Nothing more is taken on.
     *
     * @throws RollbackException if something is left: a line for each; the file stays for {@code flatline heal}
     */
    @Override
    public void close() throws RollbackException {
        List<Written> all;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            all = List.copyOf(steps);
        }
        List<String> failures = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            try {
                undo(all.get(i));
            } catch (RollbackException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        release(failures);
        if (!failures.isEmpty()) {
            throw new RollbackException(String.join("\n", failures) + "\nflatline heal tries again");
        }
    }

    /** Gives the file up, and deletes it if it has nothing left to say. */
    private void release(List<String> failures) {
        try (lease) {
            if (failures.isEmpty()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            failures.add("cannot delete " + file + ": " + reason(e));
        }
    }

    static String reason(IOException e) {
        if (e instanceof FileSystemException at && at.getReason() != null) {
            return at.getReason();
        }
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName() + " " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
