package dev.flatline.chaos.data;

/** Data that cannot be read: its message says where, what was found and what is accepted. */
public final class DataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private static final int MAX_LENGTH = 1_000;

    private final String path;

    /**
     * Something is wrong at a place.
     *
     * @param path the keys that lead there, such as {@code timeline[2].toxic.type}; may be empty
     * @param what what was found and what is accepted
     */
    public DataException(String path, String what) {
        super(path.isEmpty() ? cut(what) : path + ": " + cut(what));
        this.path = path;
    }

    /** The keys that lead to the place, such as {@code timeline[2].toxic.type}; may be empty. */
    public String path() {
        return path;
    }

    private static String cut(String what) {
        return what.length() > MAX_LENGTH ? what.substring(0, MAX_LENGTH) + "…" : what;
    }
}
