package dev.flatline.scenarios.file;

import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.Template;
import dev.flatline.scenarios.file.CsvReader.CsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of what differs from client to client: a line with the names of the columns, and a row for each client.
 *
 * @param file where it stands
 * @param rows what is in it
 * @param lines the line that each row begins on
 */
record CsvTable(Path file, ClientRows rows, List<Integer> lines) {

    private static final long MAX_BYTES = 256L << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** No file. */
    static final CsvTable NONE = new CsvTable(Path.of(""), ClientRows.NONE, List.of());

    /** Copies the list. */
    CsvTable {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is none: says which file, which line, what was found and what is accepted
     */
    static CsvTable read(Path file) {
        String text = text(file);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        List<CsvRecord> records;
        try {
            records = CsvReader.read(marked ? text.substring(1) : text);
        } catch (CsvReader.BadCsvException bad) {
            throw new IllegalArgumentException(file + ":" + bad.getMessage(), bad);
        }
        if (records.isEmpty()) {
            throw new IllegalArgumentException(
                    file
                            + ": found an empty file; accepted: a line with the names of the columns, and a row for each client");
        }
        List<String> columns = records.get(0).values();
        checkNames(file, columns);
        List<CsvRecord> rows = records.subList(1, records.size());
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": found no row behind the names of the columns; accepted: at least one");
        }
        for (CsvRecord row : rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException(
                        file + ":" + row.line() + ": found " + row.values().size()
                                + (row.values().size() == 1 ? " value" : " values") + "; accepted: " + columns.size()
                                + ", one for each of " + String.join(", ", columns));
            }
        }
        return new CsvTable(
                file,
                new ClientRows(columns, rows.stream().map(CsvRecord::values).toList()),
                rows.stream().map(CsvRecord::line).toList());
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("found no file " + file + "; accepted: a CSV file in UTF-8");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(file + ": found more than 256 MiB; accepted: a smaller file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException(
                    file + ": found bytes that are not UTF-8; accepted: a CSV file in UTF-8", binary);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + ": cannot be read (" + unreadable + ")", unreadable);
        }
    }

    private static void checkNames(Path file, List<String> columns) {
        Set<String> seen = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (String column : columns) {
            boolean usable = !column.isBlank() && column.indexOf('{') < 0 && column.indexOf('}') < 0;
            if (!usable || Template.OWN_NAMES.contains(column) || !seen.add(column)) {
                wrong.add("'" + column + "'");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(file + ":1: found the column " + String.join(", ", wrong)
                    + "; accepted: names without braces, each once, and not "
                    + String.join(" or ", Template.OWN_NAMES));
        }
    }
}
