package dev.flatline.scenarios.doctor;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * The local ports that connections to one destination leave from. On loopback each {@value #FAST} clients have a source
 * address of their own, so that the range binds only if it is smaller than that.
 */
final class PortLimit implements Limit {

    /** Connections from one address to one destination up to which the kernel finds a free port at once. */
    static final int FAST = 8_000;

    @Override
    public String title() {
        return "local ports";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong range = machine.ports().count();
        if (range.isEmpty() || (setup.sources() == Setup.PLENTY && range.getAsLong() >= FAST)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(range.getAsLong() * Math.max(1, setup.sources()));
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return String.format(
                Locale.ROOT,
                "%,d clients need %,d local ports to one destination, and the kernel gives out %,d (%d to %d)%s.",
                clients,
                clients,
                machine.ports().count().orElse(0),
                machine.ports().first().orElse(0),
                machine.ports().last().orElse(0),
                setup.sources() > 1 ? " on each of " + setup.sources() + " source addresses" : "");
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        return "widen the range: " + Remedies.MORE_PORTS;
    }
}
