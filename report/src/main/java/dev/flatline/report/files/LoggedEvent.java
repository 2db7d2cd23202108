package dev.flatline.report.files;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A line of {@code journal.tsv} or {@code ledger.tsv}.
 *
 * @param source which of the two
 * @param micros on the run's clock
 * @param name the event; {@code docs/result-files.md} names them all
 * @param fields what follows it
 */
public record LoggedEvent(Source source, long micros, String name, List<String> fields) {

    /** From here on fewer clients are kept. */
    public static final String SAMPLED = "sampled";

    private static final Set<String> OF_CLIENTS = Set.of("hit", "escaped");

    /** Copies the list. */
    public LoggedEvent {
        fields = List.copyOf(fields);
    }

    /** A field by its place, from 0; empty if the line has none there. */
    public String field(int place) {
        return place < fields.size() ? fields.get(place) : "";
    }

    /** Whose line it is; empty if it is about nobody in particular. */
    public OptionalInt client() {
        boolean ofJournal = source == Source.JOURNAL && !name.equals(SAMPLED);
        if (!ofJournal && !OF_CLIENTS.contains(name)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(field(ofJournal ? 0 : 1)));
        } catch (NumberFormatException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Of how many clients one is kept from here on, where that is what the line says; else 0. */
    public long oneOf() {
        String share = field(0);
        if (!name.equals(SAMPLED) || !share.matches("1/\\d{1,18}")) {
            return 0;
        }
        return Long.parseLong(share.substring(2));
    }

    /** Where a line stands. */
    public enum Source {
        /** What happened to clients. */
        JOURNAL(FileNames.JOURNAL, ResultWriter.JOURNAL_COLUMNS),
        /** What was done to them. */
        LEDGER(FileNames.LEDGER, ResultWriter.LEDGER_COLUMNS);

        final String file;
        final String columns;

        Source(String file, String columns) {
            this.file = file;
            this.columns = columns;
        }

        /** The name of the file. */
        public String file() {
            return file;
        }
    }
}
