package dev.flatline.scenarios.doctor;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.OptionalLong;

/** Refuses a run that this machine cannot hold, before it begins. What is unknown does not refuse anything. */
public final class Preflight {

    private Preflight() {}

    /**
     * Checks every limit.
     *
     * @param clients of the whole run
     * @throws FlatlineException with {@link ExitStatus#MACHINE}: the numbers, and what fixes it
     */
    public static void check(long clients, Setup setup, Machine machine) {
        Capacity capacity = new Capacity(machine, setup);
        capacity.refusing(clients).ifPresent(limit -> {
            throw new FlatlineException(
                    ExitStatus.MACHINE,
                    limit.shortage(clients, machine, setup) + "\n" + fitting(capacity.clients())
                            + Remedies.asUser(limit.remedy(clients, machine, setup), machine)
                            + elsewhere(clients, setup, machine));
        });
    }

    /** What else would hold them: faults in the clients, and then the server in another process. */
    private static String elsewhere(long clients, Setup setup, Machine machine) {
        Mode mode = setup.mode();
        String inClients = mode.isProxied() ? " with inject: client" : "";
        if (mode.isProxied() && holds(clients, Mode.of(false, mode.isEmbedded()), setup, machine)) {
            return "; this machine could hold them" + inClients;
        }
        if (mode.isEmbedded() && holds(clients, Mode.DIRECT, setup, machine)) {
            return "; this machine could hold them" + (inClients.isEmpty() ? "" : inClients + ", and")
                    + " with the server in another process (--server-processes 1)";
        }
        return "";
    }

    private static boolean holds(long clients, Mode mode, Setup setup, Machine machine) {
        Setup other = new Setup(mode, setup.processes(), setup.sources());
        return new Capacity(machine, other).refusing(clients).isEmpty();
    }

    private static String fitting(OptionalLong clients) {
        return clients.orElse(0) > 0 ? "Run with --clients " + clients.getAsLong() + ", or " : "";
    }
}
