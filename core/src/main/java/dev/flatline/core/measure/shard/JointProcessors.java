package dev.flatline.core.measure.shard;

import dev.flatline.core.measure.ProcessorUse;
import java.util.function.Consumer;

/**
 * The use of processors by all processes of a run together: each reads it once a second, and when all have, their sum is told
 * as that of one. From any thread.
 */
public final class JointProcessors implements Consumer<ProcessorUse> {

    private final int processes;
    private final Consumer<ProcessorUse> next;
    private int readings;
    private double own;
    private double ownOfAll;
    private double all = Double.NaN;

    /** Adds up the readings of so many processes. */
    public JointProcessors(int processes, Consumer<ProcessorUse> next) {
        this.processes = processes;
        this.next = next;
    }

    @Override
    public synchronized void accept(ProcessorUse use) {
        readings++;
        own += use.own();
        ownOfAll += use.ownOfAll();
        all = Double.isNaN(all) ? use.all() : Math.max(all, Double.isNaN(use.all()) ? all : use.all());
        if (readings == processes) {
            next.accept(new ProcessorUse(own, ownOfAll, all));
            readings = 0;
            own = 0;
            ownOfAll = 0;
            all = Double.NaN;
        }
    }
}
