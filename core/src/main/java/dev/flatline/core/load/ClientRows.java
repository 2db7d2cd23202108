package dev.flatline.core.load;

import java.util.List;

/**
 * A table with what differs from client to client, such as user names and tokens: client i has row i modulo their number.
 *
 * @param columns their names
 * @param rows as many values each as there are columns
 */
public record ClientRows(List<String> columns, List<List<String>> rows) {

    /** No table. */
    public static final ClientRows NONE = new ClientRows(List.of(), List.of());

    /** Copies the lists and checks their lengths. */
    public ClientRows {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("every row must have " + width + " values");
        }
        if (!columns.isEmpty() && rows.isEmpty()) {
            throw new IllegalArgumentException("a table with columns needs at least one row");
        }
    }

    /** The row of a client, one value for each column. */
    public List<String> of(int client) {
        return rows.isEmpty() ? List.of() : rows.get(client % rows.size());
    }
}
