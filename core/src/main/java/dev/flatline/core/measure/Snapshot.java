package dev.flatline.core.measure;

import java.util.List;

/**
 * How a run stands now, for whoever watches it.
 *
 * @param last the last full second, or the running one while there is none
 * @param open clients whose connection is open
 * @param serverOpen connections the server holds; {@link Second#UNSEEN} on a foreign server
 * @param ghosts of those, the ones whose client is gone; likewise
 * @param down clients that are without a working connection since a fault or a loss
 * @param gaveUp clients that will not try again
 * @param faultsInForce names of the faults that have begun and not ended
 */
public record Snapshot(
        Second last, int open, int serverOpen, int ghosts, int down, long gaveUp, List<String> faultsInForce) {

    /** Copies the list. */
    public Snapshot {
        faultsInForce = List.copyOf(faultsInForce);
    }
}
