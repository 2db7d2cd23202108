package dev.flatline.scenarios.run;

/** What the processors of this machine have done so far. */
interface ProcessorReading {

    /** Processor time of this process so far; negative where nobody knows. */
    long ownNanos();

    /** What all processors did so far. */
    Ticks ticks();

    /** How many processors there are. */
    int cores();

    /** How many of them this process may use: fewer than all, or a part of one, in a control group. */
    double allowed();

    /**
     * Time of all processors, in the kernel's ticks.
     *
     * @param busy in which something ran
     * @param total all of it; 0 where nobody knows
     */
    record Ticks(long busy, long total) {

        static final Ticks UNKNOWN = new Ticks(0, 0);

        /** The share that was busy since; NaN where nobody knows. */
        double busySince(Ticks before) {
            long passed = total - before.total;
            return passed > 0 && before.total > 0 ? (double) (busy - before.busy) / passed : Double.NaN;
        }
    }
}
