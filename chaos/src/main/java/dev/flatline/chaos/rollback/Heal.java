package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts back what runs left that ended without doing so. */
public final class Heal {

    private static final long MOST_BYTES = 64L << 20;

    private final Path state;
    private final Undoing undoing;
    private final boolean dry;
    private final List<String> told = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int healed;
    private int alive;

    private Heal(Path state, Collection<Healer> healers, boolean dry) {
        this.state = state;
        this.undoing = new Undoing(healers, RollbackJournal.LIMIT);
        this.dry = dry;
    }

    /**
     * What was found and done.
     *
     * @param told what was done, a line each, in its order
     * @param problems what could not be put back or read, and why, a line each
     * @param healed how many runs were put back
     * @param alive how many runs go on and were left alone
     */
    public record Outcome(List<String> told, List<String> problems, int healed, int alive) {

        /** Copies. */
        public Outcome {
            told = List.copyOf(told);
            problems = List.copyOf(problems);
        }
    }

    /** Puts back what every dead run left in a state folder, newest step first; one that fails does not stop the others. */
    public static Outcome all(Path state, Collection<Healer> healers) {
        return new Heal(state, healers, false).run();
    }

    /** Says what {@link #all} would do, and does nothing. */
    public static Outcome dryRun(Path state, Collection<Healer> healers) {
        return new Heal(state, healers, true).run();
    }

    private Outcome run() {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(state)) {
            found.filter(file -> file.toString().endsWith(RollbackJournal.SUFFIX))
                    .sorted()
                    .forEach(files::add);
        } catch (NoSuchFileException nothing) {
            return outcome();
        } catch (IOException e) {
            problems.add("cannot read " + state + ": " + RollbackJournal.reason(e));
        }
        for (Path file : files) {
            try {
                heal(file.toAbsolutePath());
            } catch (NoSuchFileException gone) {
                // Its run, or another healer, has finished with it since.
                continue;
            } catch (IOException e) {
                problems.add("cannot read " + file + ": " + RollbackJournal.reason(e));
            }
        }
        return outcome();
    }

    private Outcome outcome() {
        return new Outcome(told, problems, healed, alive);
    }

    private void heal(Path file) throws IOException {
        Optional<Lease> taken = Lease.take(file, false);
        if (taken.isEmpty()) {
            alive++;
            return;
        }
        try (Lease lease = taken.orElseThrow()) {
            heal(file, lease.channel());
        }
    }

    private void heal(Path file, FileChannel channel) throws IOException {
        List<Entry> entries = entries(file, channel);
        if (entries.isEmpty()) {
            return;
        }
        Entry.Head head = (Entry.Head) entries.get(0);
        List<Entry.Intent> left = left(entries);
        told.add("run " + head.run() + " (process " + head.process() + ", " + head.started() + ") left "
                + (left.isEmpty() ? "nothing" : left.size() == 1 ? "one thing" : left.size() + " things")
                + " to put back");
        boolean all = true;
        for (Entry.Intent intent : left) {
            all &= heal(intent, channel);
        }
        if (all && !dry) {
            Files.deleteIfExists(file);
            healed++;
        }
    }

    private boolean heal(Entry.Intent intent, FileChannel channel) throws IOException {
        String words = intent.undo().words();
        if (dry) {
            told.add("  would " + words);
            return true;
        }
        try {
            undoing.heal(intent.undo());
        } catch (RollbackException e) {
            problems.add(String.valueOf(e.getMessage()));
            return false;
        }
        told.add("  " + words + ": done");
        // Begins a line of its own, because the last one may be torn; an empty line is none.
        String line = "\n" + Entry.text(new Entry.Done(intent.step())) + "\n";
        channel.position(channel.size());
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
        return true;
    }

    /** The lines that are whole; none, with a problem told, if it is not a journal of ours. */
    private List<Entry> entries(Path file, FileChannel channel) throws IOException {
        if (channel.size() > MOST_BYTES) {
            problems.add(file + " is larger than any rollback journal; move it away");
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            continue;
        }
        List<Entry> entries = new ArrayList<>();
        int torn = 0;
        for (String line : new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).split("\n+")) {
            Optional<Entry> entry = Entry.parse(line);
            entry.ifPresent(entries::add);
            torn += entry.isPresent() ? 0 : 1;
        }
        if (entries.isEmpty() || !(entries.get(0) instanceof Entry.Head)) {
            problems.add(file + " is not a rollback journal of this version of Flatline; use the one that wrote it, or move it away");
            return List.of();
        }
        if (torn > 0) {
            // Whoever writes waits for the disk before acting: what is torn was never done.
            told.add(file.getFileName() + ": a line was cut short, what it announced was never done");
        }
        return entries;
    }

    private static List<Entry.Intent> left(List<Entry> entries) {
        Set<Integer> done = new HashSet<>();
        List<Entry.Intent> left = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Entry.Done over) {
                done.add(over.step());
            } else if (entries.get(i) instanceof Entry.Intent intent && !done.contains(intent.step())) {
                left.add(intent);
            }
        }
        return left;
    }
}
