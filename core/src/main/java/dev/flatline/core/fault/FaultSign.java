package dev.flatline.core.fault;

/**
 * What TCP tells whoever holds a connection that a fault is on. Times of detection mean something only beside it: a FIN is noticed
 * at once, a silence by a heartbeat, and of two silences the one that is not acknowledged may be noticed by TCP itself.
 */
public enum FaultSign {
    /** Nothing is answered, and a kernel still acknowledges what is sent: TCP never notices. */
    FROZEN("still acknowledged"),
    /** Nothing is answered and nothing acknowledged: TCP sends again, and gives up after minutes. */
    CUT("nothing acknowledged"),
    /** A FIN or an RST: whoever holds the connection knows at once. */
    CLOSED("FIN or RST"),
    /** Late or little, and alive. */
    SLOW("slow, not dead"),
    /** Nothing on connections that stand. */
    ARRIVALS("only new connections"),
    /** It depends on more than the kind of the fault. */
    OTHER("");

    private final String manner;

    FaultSign(String manner) {
        this.manner = manner;
    }

    /** A few words for people, such as {@code silent, still acknowledged}; empty where only the effect in full says it. */
    public String words() {
        return isSilent() ? "silent, " + manner : manner;
    }

    /** The same for where it is said already that it is silent. */
    public String manner() {
        return manner;
    }

    /** Whether a connection gets no sign at all of its death. */
    public boolean isSilent() {
        return this == FROZEN || this == CUT;
    }
}
