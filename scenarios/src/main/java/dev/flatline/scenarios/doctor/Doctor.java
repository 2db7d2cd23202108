package dev.flatline.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code flatline doctor} says: each limit, how many clients fit in each mode, and the command that lifts it. */
public final class Doctor {

    /** How many processes are looked at: more than any machine of today has use for. */
    static final int MOST_PROCESSES = 64;

    /** As many processes as a large run may want. */
    static final int AMPLE_PROCESSES = 8;

    private Doctor() {}

    /** The lines to print, none wider than 80 columns but those with commands. */
    public static List<String> lines(Machine machine) {
        List<String> lines = new ArrayList<>(LimitRows.of(machine));
        lines.add("");
        if (new Capacity(machine, Setup.of(Mode.DIRECT)).clients().isEmpty()) {
            lines.add("The limits of this machine are unknown: a run is not checked before it begins.");
            return lines;
        }
        lines.add(row("clients that fit", "clients", "bound by"));
        for (Mode mode : Mode.values()) {
            lines.add(row("  " + mode.title(), machine, Setup.of(mode)));
        }
        processes(lines, machine);
        machine.ports().count().ifPresent(ports -> elsewhere(lines, ports));
        List<String> advice = Advice.of(machine);
        if (!advice.isEmpty()) {
            lines.add("");
            lines.addAll(advice);
        }
        return lines;
    }

    /**
     * The same, and whether the kernel drops packets for toxics here.
     *
     * @param refusal why it does not, and what helps; empty if it does
     */
    public static List<String> lines(Machine machine, Optional<String> refusal) {
        List<String> lines = new ArrayList<>(lines(machine));
        lines.add("");
        lines.add("half_open with mode kernel (nftables): "
                + (refusal.isEmpty() ? "possible here" : "not possible here"));
        refusal.ifPresent(reason -> lines.add("  " + reason));
        return lines;
    }

    /** To another machine connections leave from one address, unless the scenario names more. */
    private static void elsewhere(List<String> lines, long ports) {
        lines.add(String.format(
                Locale.ROOT,
                "To a server on another machine: %,d for each source address, %,d of",
                ports,
                Math.min(ports, PortLimit.FAST)));
        lines.add("them fast.");
    }

    /** The direct mode in more and more processes, up to as many as the machine has use for. */
    private static void processes(List<String> lines, Machine machine) {
        int best = bestProcesses(machine);
        if (best == 1) {
            return;
        }
        for (int count = 2; count < Math.min(best, 2 * AMPLE_PROCESSES); count *= 2) {
            lines.add(row(
                    "  " + "the same, --processes " + count,
                    machine,
                    Setup.of(Mode.DIRECT).inProcesses(count)));
        }
        lines.add(row(
                "  " + "the same, --processes " + best,
                machine,
                Setup.of(Mode.DIRECT).inProcesses(best)));
    }

    /** The least number of processes that hold as many clients as this machine can. */
    static int bestProcesses(Machine machine) {
        int best = 1;
        long most = 0;
        for (int count = 1; count <= MOST_PROCESSES; count++) {
            long clients = new Capacity(machine, Setup.of(Mode.DIRECT).inProcesses(count))
                    .clients()
                    .orElse(0);
            if (clients > most) {
                most = clients;
                best = count;
            }
        }
        return best;
    }

    private static String row(String title, Machine machine, Setup setup) {
        Capacity capacity = new Capacity(machine, setup);
        OptionalLong clients = capacity.clients();
        Optional<String> bound = capacity.boundBy();
        return row(title, Sizes.known(clients), bound.orElse("unknown") + each(bound, setup.mode()));
    }

    private static String each(Optional<String> bound, Mode mode) {
        return bound.equals(Optional.of(DescriptorLimit.TITLE)) ? " (" + mode.descriptors() + " a client)" : "";
    }

    private static String row(String title, String clients, String bound) {
        return String.format(Locale.ROOT, "%-40s%12s  %s", title, clients, bound);
    }
}
