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
                            + Remedies.asUser(limit.remedy(clients, machine, setup), machine));
        });
    }

    private static String fitting(OptionalLong clients) {
        return clients.orElse(0) > 0 ? "Run with --clients " + clients.getAsLong() + ", or " : "";
    }
}
