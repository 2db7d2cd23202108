package dev.flatline.report.compare;

import java.util.List;

/**
 * One number of all sides.
 *
 * @param name metric, stat and scope, as in an objective
 * @param kind what kind of number
 * @param decides whether it makes a regression
 * @param values of each side, the baseline first: one for each run that has it
 * @param changes of each side but the baseline, against it
 */
public record Row(String name, Kind kind, boolean decides, List<List<Double>> values, List<Change> changes) {

    /** Copies the lists. */
    public Row {
        values = values.stream().map(List::copyOf).toList();
        changes = List.copyOf(changes);
    }

    /**
     * What became of it on a side.
     *
     * @param shift from the baseline; NaN if there is none
     * @param share the shift as a share of the baseline; NaN where that is 0, or infinite
     * @param low where the shift begins in 95 of 100 cases; NaN if there are too few runs to tell
     * @param high where it ends
     * @param reason of the verdict; may be empty
     */
    public record Change(Verdict verdict, double shift, double share, double low, double high, String reason) {

        /** Whether it differs from the baseline in a way that a reader should see. */
        public boolean isNews() {
            return verdict == Verdict.WORSE || verdict == Verdict.BETTER || verdict == Verdict.CHANGED;
        }
    }

    /** The median of the values of a side; NaN if it has none. */
    public double median(int side) {
        double[] all =
                values.get(side).stream().mapToDouble(Double::doubleValue).toArray();
        return all.length == 0 ? Double.NaN : Ranks.median(all);
    }

    /** Whether a side differs from the baseline in a way that a reader should see. */
    public boolean isNews() {
        return changes.stream().anyMatch(Change::isNews);
    }

    /** Whether it decides, and that is its verdict on a side. */
    boolean decided(int side, Verdict verdict) {
        return decides && changes.get(side - 1).verdict() == verdict;
    }

    /** The metric, without stat and scope. */
    public String metric() {
        return Meaning.metric(name);
    }
}
