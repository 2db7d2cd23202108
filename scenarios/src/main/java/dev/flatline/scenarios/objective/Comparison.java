package dev.flatline.scenarios.objective;

/** The operators of objectives. */
public enum Comparison {
    /** Less than. */
    LESS("<"),
    /** At most. */
    AT_MOST("<="),
    /** More than. */
    MORE(">"),
    /** At least. */
    AT_LEAST(">="),
    /** Equal. */
    EQUAL("=="),
    /** Not equal. */
    NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written. */
    public String symbol() {
        return symbol;
    }

    /** Whether it holds between a measured value and a bound. */
    public boolean holds(double actual, double bound) {
        return switch (this) {
            case LESS -> actual < bound;
            case AT_MOST -> actual <= bound;
            case MORE -> actual > bound;
            case AT_LEAST -> actual >= bound;
            case EQUAL -> actual == bound;
            case NOT_EQUAL -> actual != bound;
        };
    }
}
