package dev.flatline.loadgen;

/**
 * The clients of a fleet that one process runs: every {@code of}-th, by index. What a client draws and whether a fault hits
 * it depends on its index alone, so a fleet behaves alike in however many processes.
 *
 * @param index which share, from 0
 * @param of how many shares there are
 */
public record FleetShare(int index, int of) {

    /** The whole fleet. */
    public static final FleetShare WHOLE = new FleetShare(0, 1);

    /** Checks the ranges. */
    public FleetShare {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException("share " + index + " of " + of);
        }
    }

    /** Whether a client is in it. */
    boolean has(int client) {
        return client % of == index;
    }

    /** The place of one of its clients among them, from 0. */
    int place(int client) {
        return client / of;
    }

    /**
     * The number of one of its event loops among those of all shares, from 0: no two loops of a run have the same, in
     * whatever process they are. With a single share it is the loop's own.
     */
    long number(int loop) {
        return (long) loop * of + index;
    }

    /** How many clients of so many are in it. */
    public int clients(int all) {
        return (all - index + of - 1) / of;
    }
}
