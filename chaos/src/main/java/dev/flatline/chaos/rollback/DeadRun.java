package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The journal of a run whose process is gone, held so that no other healer takes it. */
final class DeadRun implements AutoCloseable {

    private final Path file;
    private final Lease lease;
    private final JournalLines lines;
    private final JournalLines.Content content;
    private final Entry.Head head;
    private Optional<IOException> unnoted = Optional.empty();

    DeadRun(Path file, Lease lease, JournalLines lines, JournalLines.Content content) {
        this.file = file;
        this.lease = lease;
        this.lines = lines;
        this.content = content;
        this.head = (Entry.Head) content.entries().get(0);
    }

    /** When it was begun; the distant past if that cannot be read. */
    Instant started() {
        try {
            return Instant.parse(head.started());
        } catch (DateTimeException unknown) {
            return Instant.EPOCH;
        }
    }

    /**
     * Puts back what it has left, newest first, and deletes the file when nothing is left.
     *
     * @param dry only to say what would be done
     * @return whether all is put back
     */
    boolean heal(Undoing undoing, boolean dry, Consumer<String> told, Consumer<String> problems) throws IOException {
        List<Entry.Intent> left = left();
        told.accept("run " + head.run() + " (process " + head.process() + ", begun " + head.started() + ") left "
                + (left.isEmpty() ? "nothing" : left.size() == 1 ? "one thing" : left.size() + " things")
                + " to put back");
        if (content.torn()) {
            // Whoever writes waits for the disk before acting.
            told.accept("  its last line was cut short: what it announced was never done");
            if (!dry) {
                lines.cutTorn();
            }
        }
        boolean all = isWhole(problems);
        for (Entry.Intent intent : left) {
            try {
                heal(intent, undoing, dry, told);
            } catch (RollbackException e) {
                all = false;
                problems.accept("run " + head.run() + ": " + e.getMessage());
            }
        }
        if (!all) {
            unnoted.ifPresent(e -> problems.accept("run " + head.run() + ": cannot note what was put back: "
                    + RollbackJournal.reason(e) + "; healing again is safe"));
            problems.accept("run " + head.run() + ": what is left stays noted in " + file);
            return false;
        }
        if (!dry) {
            Files.deleteIfExists(file);
        }
        return true;
    }

    private void heal(Entry.Intent intent, Undoing undoing, boolean dry, Consumer<String> told)
            throws RollbackException {
        String words = "  " + intent.undo().words() + ": ";
        if (dry) {
            told.accept(words + (undoing.isNeeded(intent.undo()) ? "to be done" : "is so already"));
            return;
        }
        told.accept(words + (undoing.healIfNeeded(intent.undo()) ? "done" : "was so already"));
        try {
            lines.append(new Entry.Done(intent.step()));
        } catch (IOException e) {
            // A full disk is no reason to leave the rest as it is; healing again finds this one so already.
            unnoted = Optional.of(e);
        }
    }

    /** Whether every line but a torn last one could be understood. */
    private boolean isWhole(Consumer<String> problems) {
        for (int number : content.damaged()) {
            problems.accept(
                    "run " + head.run() + ": line " + number + " of " + file
                            + " is damaged, and what it announced may have been done; look for it by hand, then delete the file");
        }
        boolean newer = false;
        for (Entry entry : content.entries()) {
            if (entry instanceof Entry.Other other) {
                newer = true;
                problems.accept("run " + head.run() + ": this version of Flatline does not know '" + other.word()
                        + "'; use the one that wrote it");
            }
        }
        return content.damaged().isEmpty() && !newer;
    }

    private List<Entry.Intent> left() {
        Set<Integer> done = new HashSet<>();
        List<Entry.Intent> left = new ArrayList<>();
        List<Entry> entries = content.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Entry.Done over) {
                done.add(over.step());
            } else if (entries.get(i) instanceof Entry.Intent intent && !done.contains(intent.step())) {
                left.add(intent);
            }
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
