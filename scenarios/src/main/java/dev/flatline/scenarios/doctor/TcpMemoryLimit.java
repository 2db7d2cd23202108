package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/**
 * Memory of all sockets' buffers. Idle sockets take none of it; one with something under way takes a page at least, so it
 * bounds how many may have that at once.
 */
final class TcpMemoryLimit implements Limit {

    /** The least that a buffer takes. */
    private static final long BUFFER_BYTES = 4_096;

    @Override
    public String title() {
        return "TCP buffers";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong most = machine.memory().tcpMost();
        return most.isPresent()
                ? OptionalLong.of(Math.max(
                                0, most.getAsLong() - machine.memory().tcpUsed().orElse(0))
                        / each(setup))
                : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return Sizes.shortage(
                clients,
                clients * each(setup),
                "memory for TCP buffers",
                each(setup),
                machine.memory().tcpMost().orElse(0)
                        - machine.memory().tcpUsed().orElse(0),
                "the kernel leaves");
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        return "raise the limit: "
                + Remedies.tcpMemory(
                        clients * each(setup) + machine.memory().tcpUsed().orElse(0));
    }

    private static long each(Setup setup) {
        return setup.mode().descriptors() * BUFFER_BYTES;
    }
}
