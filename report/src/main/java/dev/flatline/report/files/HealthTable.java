package dev.flatline.report.files;

import java.util.List;

/**
 * {@code health.csv}: what machine and processes looked like, second by second.
 *
 * @param names the columns: gauges that this run could sample
 * @param rows in the order in which they were sampled
 */
public record HealthTable(List<String> names, List<Row> rows) {

    /** A run that sampled nothing. */
    public static final HealthTable EMPTY = new HealthTable(List.of(), List.of());

    /** Copies the lists. */
    public HealthTable {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /**
     * One sample.
     *
     * @param second of the run
     * @param values one for each name, in their order; NaN where nothing was seen
     */
    public record Row(long second, List<Double> values) {

        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }
}
