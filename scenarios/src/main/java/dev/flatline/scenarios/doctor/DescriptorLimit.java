package dev.flatline.scenarios.doctor;

import java.util.Locale;
import java.util.OptionalLong;

/** What one process may have open, all sockets of its clients among it. */
final class DescriptorLimit implements Limit {

    static final String TITLE = "open files";

    /** Descriptors of a process for everything but the clients: jars, event loops, listeners, result files. */
    static final int RESERVE = 300;

    /** More than any machine has, and little enough to reckon with. */
    private static final long UNLIMITED = 1L << 40;

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong free = machine.descriptors().free();
        return free.isPresent()
                ? OptionalLong.of(setup.processes() * fit(free.getAsLong() - RESERVE, setup.mode()))
                : OptionalLong.empty();
    }

    /** How many clients so many sockets hold, with one in ten to spare: in a storm, old ones linger beside new ones. */
    static long fit(long free, Mode mode) {
        return Math.max(0, Math.min(free, UNLIMITED) * 10 / (11L * mode.descriptors()));
    }

    /** Sockets for so many clients, and one in ten to spare. */
    static long sockets(long clients, Mode mode) {
        return clients * mode.descriptors() * 11 / 10;
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return String.format(
                Locale.ROOT,
                "%,d clients need %,d file descriptors%s (%d each, a tenth more for reconnects, %d in reserve, %d in use),"
                        + " and %s may have %,d.",
                clients,
                need(clients, machine, setup),
                setup.processes() > 1 ? " in each of " + setup.processes() + " processes" : "",
                setup.mode().descriptors(),
                RESERVE,
                machine.descriptors().used().orElse(0),
                setup.processes() > 1 ? "each" : "this process",
                machine.descriptors().soft().orElse(0));
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        long need = need(clients, machine, setup);
        boolean free = need <= machine.descriptors().hard().orElse(0);
        return (free ? "raise the limit in this shell first: " : "raise the limit as root: ")
                + Remedies.moreFiles(need, machine.descriptors());
    }

    private static long need(long clients, Machine machine, Setup setup) {
        long share = (clients + setup.processes() - 1) / setup.processes();
        return sockets(share, setup.mode())
                + RESERVE
                + machine.descriptors().used().orElse(0);
    }
}
