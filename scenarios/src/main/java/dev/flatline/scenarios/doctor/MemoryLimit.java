package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/** Memory of the machine, or of the control group that this process is in. */
final class MemoryLimit implements Limit {

    /** What a process takes before its first client. */
    static final long BASE_BYTES = 100L << 20;

    @Override
    public String title() {
        return "memory";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong free = machine.memory().free();
        return free.isPresent()
                ? OptionalLong.of(Math.max(
                        0,
                        (free.getAsLong() - setup.processes() * BASE_BYTES)
                                / setup.mode().bytes()))
                : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return Sizes.shortage(
                clients,
                need(clients, setup),
                "memory",
                setup.mode().bytes(),
                machine.memory().free().orElse(0),
                machine.memory().boundByGroup() ? "its control group leaves" : "the machine has");
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        if (!machine.memory().boundByGroup()) {
            return "close what uses it";
        }
        return Remedies.groupMemory(
                need(clients, setup) + machine.memory().groupUsed().orElse(0));
    }

    private static long need(long clients, Setup setup) {
        return clients * setup.mode().bytes() + setup.processes() * BASE_BYTES;
    }
}
