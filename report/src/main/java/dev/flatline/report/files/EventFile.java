package dev.flatline.report.files;

import dev.flatline.core.measure.LineInput;
import dev.flatline.report.files.LoggedEvent.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code journal.tsv} or {@code ledger.tsv}, read line by line: they may be too large for the memory. */
final class EventFile implements Closeable {

    private static final int DIGITS = 6;

    private final Path file;
    private final Source source;
    private final LineInput lines;
    private boolean ended;

    /** Opens the file and reads its first line. */
    EventFile(Path folder, Source source) throws ResultFolderException {
        this.file = folder.resolve(source.file);
        this.source = source;
        try {
            this.lines = new LineInput(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        String columns = line();
        if (!source.columns.equals(columns)) {
            throw new ResultFolderException(file + " is no " + source.name().toLowerCase(Locale.ROOT)
                    + " of flatline: its first line is not '" + source.columns.replace('\t', ' ') + "'");
        }
    }

    /** The next event; null at the end. */
    @Nullable LoggedEvent next() throws ResultFolderException {
        String line = ended ? null : line();
        ended = line == null;
        return line == null ? null : parse(line);
    }

    /** At the end: how many lines were torn and left out, 0 or 1. */
    int torn() {
        return lines.torn();
    }

    private @Nullable String line() throws ResultFolderException {
        try {
            return lines.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private LoggedEvent parse(String line) throws ResultFolderException {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        String seconds = fields.get(0);
        int point = seconds.length() - DIGITS - 1;
        if (fields.size() < 2 || fields.get(1).isEmpty() || point < 1 || seconds.charAt(point) != '.') {
            throw wrong(line);
        }
        try {
            long micros = Long.parseLong(seconds.substring(0, point) + seconds.substring(point + 1));
            return new LoggedEvent(source, micros, fields.get(1), fields.subList(2, fields.size()));
        } catch (NumberFormatException e) {
            throw wrong(line);
        }
    }

    private ResultFolderException wrong(String line) {
        return new ResultFolderException(file + " line " + lines.number() + " is no event: found '" + Shown.of(line)
                + "', expected seconds with six decimals, an event and its fields, with tabs between");
    }

    private ResultFolderException unreadable(IOException e) {
        return ResultFolderException.reading(file, e);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
