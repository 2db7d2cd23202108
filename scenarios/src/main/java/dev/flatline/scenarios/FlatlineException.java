package dev.flatline.scenarios;

/** The program cannot go on, and the user can do something about it: a few lines to show and an exit status. */
public final class FlatlineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    /**
     * Creates one.
     *
     * @param message what a user sees: one or two lines (one per mistake in a scenario file), without a prefix
     */
    public FlatlineException(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** The same with what caused it, which only {@code --verbose} shows. */
    public FlatlineException(ExitStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** How the program ends. */
    public ExitStatus status() {
        return status;
    }

    /** What a user sees. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
