package dev.flatline.chaos.control;

/** A request that cannot be met. The message is for who asked; where Toxiproxy has a text for it, it is that one. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A refusal.
     *
     * @param status the HTTP status, which is also in the body
     */
    public ControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The request is at fault. */
    public static ControlException bad(String message) {
        return new ControlException(400, message);
    }

    static ControlException noProxy() {
        return new ControlException(404, "proxy not found");
    }

    /** There is no toxic of that name. */
    public static ControlException noToxic() {
        return new ControlException(404, "toxic not found");
    }

    static ControlException proxyExists() {
        return new ControlException(409, "proxy already exists");
    }

    static ControlException toxicExists() {
        return new ControlException(409, "toxic already exists");
    }
}
