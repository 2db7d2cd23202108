package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Journals as runs leave them that were killed: files that nobody holds. */
final class Journals {

    static final Instant OPENED = Instant.parse("2026-11-26T02:00:00Z");

    private Journals() {}

    /** Writes that of a dead run. */
    static Path dead(Path state, String run, Instant opened, List<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(Entry.text(new Entry.Head(run, "1", opened.toString()))).append('\n');
        entries.forEach(entry -> text.append(Entry.text(entry)).append('\n'));
        return Files.writeString(state.resolve(run + RollbackJournal.SUFFIX), text, StandardCharsets.UTF_8);
    }

    /** Things that were written down, in this order, and not undone. */
    static List<Entry> intents(String... things) {
        return Stream.iterate(0, i -> i + 1)
                .limit(things.length)
                .map(i -> (Entry) new Entry.Intent(i, FakeHealer.undo(things[i])))
                .toList();
    }

    static List<String> names(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
