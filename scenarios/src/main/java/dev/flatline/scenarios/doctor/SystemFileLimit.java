package dev.flatline.scenarios.doctor;

import java.util.Locale;
import java.util.OptionalLong;

/** What all processes of the machine together may have open. */
final class SystemFileLimit implements Limit {

    @Override
    public String title() {
        return "open files of all";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong free = machine.descriptors().systemFree();
        return free.isPresent()
                ? OptionalLong.of(DescriptorLimit.fit(free.getAsLong() - reserve(setup), setup.mode()))
                : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return String.format(
                Locale.ROOT,
                "%,d clients need %,d open files on the whole machine, and of %,d there are %,d left.",
                clients,
                need(clients, setup),
                machine.descriptors().systemMost().orElse(0),
                machine.descriptors().systemFree().orElse(0));
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        return "raise the limit: "
                + Remedies.sysctl(
                        "fs.file-max",
                        String.valueOf(need(clients, setup)
                                + machine.descriptors().systemUsed().orElse(0)));
    }

    private static long need(long clients, Setup setup) {
        return DescriptorLimit.sockets(clients, setup.mode()) + reserve(setup);
    }

    private static long reserve(Setup setup) {
        return (long) setup.processes() * DescriptorLimit.RESERVE;
    }
}
