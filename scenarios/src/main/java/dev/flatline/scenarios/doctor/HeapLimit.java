package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/** The heap of each process. */
final class HeapLimit implements Limit {

    /** What a process keeps on its heap before its first client. */
    static final long BASE_BYTES = 32L << 20;

    /** How much more than what lives a heap should have, or it is collected all the time. */
    private static final int ROOM = 2;

    @Override
    public String title() {
        return "heap";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong heap = machine.memory().heap();
        return heap.isPresent()
                ? OptionalLong.of(setup.processes()
                        * Math.max(
                                0,
                                (heap.getAsLong() - BASE_BYTES)
                                        / (ROOM * setup.mode().heapBytes())))
                : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return Sizes.shortage(
                clients,
                need(clients, setup),
                setup.processes() > 1 ? "heap in each of " + setup.processes() + " processes" : "heap",
                ROOM * setup.mode().heapBytes(),
                machine.memory().heap().orElse(0),
                "the JVM may have");
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        return "give it more first: " + Remedies.moreHeap(need(clients, setup));
    }

    private static long need(long clients, Setup setup) {
        long share = (clients + setup.processes() - 1) / setup.processes();
        return share * ROOM * setup.mode().heapBytes() + BASE_BYTES;
    }
}
