package dev.flatline.scenarios.doctor;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.Locale;
import java.util.OptionalLong;

/** Refuses a run that this machine cannot hold, before it begins. What is unknown does not refuse anything. */
public final class Preflight {

    private Preflight() {}

    /**
     * Checks descriptors and ports.
     *
     * @throws FlatlineException with {@link ExitStatus#MACHINE}: the numbers, and what fixes it
     */
    public static void check(Scenario scenario, boolean foreignTarget, Machine machine) {
        Capacity capacity = Capacity.of(foreignTarget);
        long clients = scenario.load().clients();
        descriptors(clients, capacity, machine);
        ports(clients, capacity, machine);
    }

    private static void descriptors(long clients, Capacity capacity, Machine machine) {
        OptionalLong fit = capacity.byDescriptors(machine);
        if (fit.isEmpty() || clients <= fit.getAsLong()) {
            return;
        }
        long used = machine.openFilesUsed().orElse(0);
        long soft = machine.openFilesSoft().orElse(0);
        long need = capacity.descriptors(clients) + used;
        throw machine(
                String.format(
                        Locale.ROOT,
                        "%,d clients need %,d file descriptors (%d each, a tenth more for reconnects, %d in reserve, %d in use), and this process may have %,d.",
                        clients,
                        need,
                        capacity.descriptorsPerClient(),
                        Capacity.RESERVE,
                        used,
                        soft),
                fitting(fit.getAsLong()) + raise(need, machine.openFilesHard().orElse(soft)));
    }

    private static void ports(long clients, Capacity capacity, Machine machine) {
        OptionalLong fit = capacity.byPorts(machine);
        if (fit.isEmpty() || clients <= fit.getAsLong()) {
            return;
        }
        throw machine(
                String.format(
                        Locale.ROOT,
                        "%,d clients need %,d local ports to one destination, and the kernel gives out %,d (%d to %d).",
                        clients,
                        clients,
                        fit.getAsLong(),
                        machine.firstPort().orElse(0),
                        machine.lastPort().orElse(0)),
                fitting(fit.getAsLong()) + "or widen the range: " + Remedies.MORE_PORTS);
    }

    private static String fitting(long clients) {
        return clients > 0 ? "Run with --clients " + clients + ", " : "Close what holds them, ";
    }

    private static String raise(long need, long hard) {
        return need <= hard
                ? "or raise the limit in this shell first: ulimit -n " + need
                : "or raise the limit as root: " + Remedies.moreFiles(need);
    }

    private static FlatlineException machine(String numbers, String fix) {
        return new FlatlineException(ExitStatus.MACHINE, numbers + "\n" + fix);
    }
}
