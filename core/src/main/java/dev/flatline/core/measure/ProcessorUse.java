package dev.flatline.core.measure;

/**
 * How much of this machine's processors was in use for a while.
 *
 * @param own what this process used, as a share of what it may use: of all processors, or of what its control group allows
 * @param ownOfAll the same as a share of all processors
 * @param all what everybody used, as a share of all processors; NaN where that is not known
 */
public record ProcessorUse(double own, double ownOfAll, double all) {

    private static final double FULL = 0.95;
    private static final double HALF = 0.5;

    /**
     * Whether this process wanted more than there was: it used all that it may, or most of a machine that had nothing left.
     * One that others filled is no such case: if they took what this process needed, its loops are late.
     */
    public boolean saturated() {
        return own >= FULL || (all >= FULL && ownOfAll >= HALF);
    }
}
