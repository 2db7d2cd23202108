package dev.flatline.core.measure.shard;

import dev.flatline.core.measure.ProcessorUse;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The use of processors by all processes of a run together. Each reads its own about once a second, none at the same instant;
 * whenever the first process reads, the sum of the latest readings of all is told as that of one. Until each has read once,
 * nothing is told. From any thread.
 */
public final class JointProcessors {

    private final int processes;
    private final SortedMap<Integer, ProcessorUse> latest = new TreeMap<>();
    private final Consumer<ProcessorUse> next;

    /** Adds up the readings of so many processes. */
    public JointProcessors(int processes, Consumer<ProcessorUse> next) {
        this.processes = processes;
        this.next = next;
    }

    /** Takes what one process reads. The first one, 0, is the one that all are told with. */
    public Consumer<ProcessorUse> of(int process) {
        return use -> read(process, use);
    }

    private synchronized void read(int process, ProcessorUse use) {
        latest.put(process, use);
        if (process == 0 && latest.size() == processes) {
            tell();
        }
    }

    private void tell() {
        double own = 0;
        double ownOfAll = 0;
        double all = Double.NaN;
        for (ProcessorUse use : latest.values()) {
            own += use.own();
            ownOfAll += use.ownOfAll();
            all = Double.isNaN(all) ? use.all() : Math.max(all, Double.isNaN(use.all()) ? all : use.all());
        }
        next.accept(new ProcessorUse(own, ownOfAll, all));
    }
}
