package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.FlatlineException;

/** A run is over and has its result, but something that it did to the world outside could not be put back. */
public final class NotPutBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RunResult result;
    private final FlatlineException failure;

    /** Creates one. */
    public NotPutBackException(RunResult result, FlatlineException failure) {
        super(failure.text(), failure);
        this.result = result;
        this.failure = failure;
    }

    /** What the run has measured. */
    public RunResult result() {
        return result;
    }

    /** What could not be put back, for a user, and how the program ends. */
    public FlatlineException failure() {
        return failure;
    }
}
