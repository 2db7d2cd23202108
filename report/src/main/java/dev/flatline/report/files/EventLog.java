package dev.flatline.report.files;

import dev.flatline.report.files.LoggedEvent.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code journal.tsv} and {@code ledger.tsv} as one, in the order of time: what was done to the clients stands before what came of
 * it. Each file keeps its own order, which on real sockets may be some microseconds off where events come from several loops.
 */
public final class EventLog implements Closeable {

    private final EventFile journal;
    private final EventFile ledger;
    private @Nullable LoggedEvent happened;
    private @Nullable LoggedEvent done;

    private EventLog(EventFile journal, EventFile ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /**
     * Opens both files of a result folder, which may still be written.
     *
     * @throws ResultFolderException if one is missing or was written by something else
     */
    public static EventLog open(Path folder) throws ResultFolderException {
        if (!Files.isDirectory(folder)) {
            throw new ResultFolderException(folder + ": found no such folder; accepted: the result folder of a run");
        }
        for (Source source : Source.values()) {
            if (!Files.isRegularFile(folder.resolve(source.file))) {
                throw new ResultFolderException(
                        folder + " has no " + source.file + ": expected the result folder of a flatline run");
            }
        }
        return new EventLog(new EventFile(folder, Source.JOURNAL), new EventFile(folder, Source.LEDGER));
    }

    /**
     * The next event; null at the end.
     *
     * @throws ResultFolderException if a line is no event: it is named
     */
    public @Nullable LoggedEvent next() throws ResultFolderException {
        done = done == null ? ledger.next() : done;
        happened = happened == null ? journal.next() : happened;
        LoggedEvent first;
        if (done != null && (happened == null || done.micros() <= happened.micros())) {
            first = done;
            done = null;
        } else {
            first = happened;
            happened = null;
        }
        return first;
    }

    /** At the end: what was left out, a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (ledger.torn() > 0) {
            notes.add(Shown.torn(FileNames.LEDGER));
        }
        if (journal.torn() > 0) {
            notes.add(Shown.torn(FileNames.JOURNAL));
        }
        return notes;
    }

    @Override
    public void close() throws IOException {
        try (journal) {
            ledger.close();
        }
    }
}
