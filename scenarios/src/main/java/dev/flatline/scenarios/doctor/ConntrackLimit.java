package dev.flatline.scenarios.doctor;

import java.util.Locale;
import java.util.OptionalLong;

/** The firewall's table: one entry for each connection, on loopback as well, and new ones are dropped when it is full. */
final class ConntrackLimit implements Limit {

    /** Connections that ended stay in the table for minutes: a part of it is left to them. */
    private static final double SHARE = 0.9;

    @Override
    public String title() {
        return "conntrack";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong free = machine.conntrack().free();
        return free.isPresent()
                ? OptionalLong.of(
                        (long) (free.getAsLong() * SHARE) / setup.mode().connections())
                : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return String.format(
                Locale.ROOT,
                "%,d clients need %,d entries of the connection table (%d each, a tenth more for those that end), and of %,d there are"
                        + " %,d left.",
                clients,
                need(clients, setup),
                setup.mode().connections(),
                machine.conntrack().most().orElse(0),
                machine.conntrack().free().orElse(0));
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        long used = machine.conntrack().used().orElse(0);
        return "raise the limit: "
                + Remedies.sysctl("net.netfilter.nf_conntrack_max", String.valueOf(need(clients, setup) + used));
    }

    private static long need(long clients, Setup setup) {
        return (long) Math.ceil(clients * setup.mode().connections() / SHARE);
    }
}
