package dev.flatline.report.files;

import dev.flatline.core.measure.LineInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code health.csv}, written and read back. A last line that a kill tore is left out and counted; any other line that is no row
 * means that the file is not ours or was damaged.
 *
 * @param table what it says
 * @param torn lines left out: 0 or 1
 */
record HealthFile(HealthTable table, int torn) {

    private static final String FIRST = "second";

    static String header(List<String> names) {
        return names.isEmpty() ? FIRST : FIRST + "," + String.join(",", names);
    }

    /** A row that ends its own line; what is NaN is left empty. */
    static String row(long second, double[] values) {
        StringBuilder row = new StringBuilder().append(second);
        for (double value : values) {
            row.append(',');
            if (Double.isFinite(value)) {
                row.append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
            }
        }
        return row.append('\n').toString();
    }

    /** An empty table where there is no such file. */
    static HealthFile read(Path file) throws ResultFolderException {
        if (!Files.isRegularFile(file)) {
            return new HealthFile(HealthTable.EMPTY, 0);
        }
        try (LineInput lines = new LineInput(file)) {
            String first = lines.next();
            List<String> columns = List.of((first == null ? lines.rest() : first).split(",", -1));
            if (!columns.get(0).equals(FIRST)) {
                throw new ResultFolderException(
                        file + " is not a table of samples: its first line does not begin with " + FIRST);
            }
            List<HealthTable.Row> rows = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                rows.add(parse(line, columns.size(), file + " line " + lines.number()));
            }
            return new HealthFile(new HealthTable(columns.subList(1, columns.size()), rows), lines.torn());
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }

    private static HealthTable.Row parse(String line, int columns, String place) throws ResultFolderException {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length == columns) {
                List<Double> values = Arrays.stream(cells)
                        .skip(1)
                        .map(cell -> cell.isEmpty() ? Double.valueOf(Double.NaN) : Double.valueOf(cell))
                        .toList();
                return new HealthTable.Row(Long.parseLong(cells[0]), values);
            }
        } catch (NumberFormatException e) {
            throw wrong(place, line, columns);
        }
        throw wrong(place, line, columns);
    }

    private static ResultFolderException wrong(String place, String line, int columns) {
        return new ResultFolderException(place + " is no row of samples: found '" + Shown.of(line) + "', expected "
                + columns + " numbers or empty cells");
    }
}
