package dev.flatline.core.heartbeat;

/** Who pings, seen from the side that a rule belongs to. */
public enum Pinger {
    /** This side. */
    THIS_SIDE,
    /** The other side. */
    PEER,
    /** Both sides. */
    BOTH,
    /** Nobody. */
    NONE;

    static Pinger of(boolean thisSide, boolean peer) {
        if (thisSide) {
            return peer ? BOTH : THIS_SIDE;
        }
        return peer ? PEER : NONE;
    }
}
