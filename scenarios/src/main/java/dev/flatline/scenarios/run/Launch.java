package dev.flatline.scenarios.run;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.replica.RunHome;
import dev.flatline.scenarios.replica.Servers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The start of the servers that a scenario brings along.
 *
 * @param home where what is done outside of the run is written down
 * @param name of the run, which no other has
 * @param now when it is started
 * @param interrupted whether the run is to end at once
 */
record Launch(RunHome home, String name, Instant now, BooleanSupplier interrupted) {

    /** The clock of a run, and the time from its start. */
    record Clocks(LongSupplier nanoTime, LongSupplier elapsedNanos) {}

    /** Makes the result folder, before something is started whose log it takes. */
    void prepare(Path folder) {
        try {
            ResultFolder.prepare(folder);
        } catch (ResultFolderException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Opens the rollback journal of the run. */
    RollbackJournal rollback() {
        return home.open(name, now);
    }

    /**
     * Starts the servers, ready.
     *
     * @param folder for their logs
     * @throws FlatlineException if they cannot be had or do not get ready
     */
    Servers start(ReplicaPlan plan, Path folder, Rollback rollback, Clocks clocks) {
        boolean there = plan.source() instanceof ReplicaPlan.Existing;
        home.notes().accept((there ? "waiting for " : "starting ") + plan.words() + "…");
        Surroundings surroundings =
                new Surroundings(name, rollback, folder, clocks.nanoTime(), clocks.elapsedNanos(), interrupted);
        return Servers.start(plan, surroundings, home.variables());
    }

    /**
     * Makes sure that the run is to go on, and that whatever its timeline does to a server can be done to it.
     *
     * @throws FlatlineException if not
     */
    void check(Servers servers, Scenario scenario) {
        if (interrupted.getAsBoolean()) {
            throw new FlatlineException(ExitStatus.INTERRUPTED, "interrupted before its servers were ready");
        }
        Seeds seeds = new Seeds(scenario.seed());
        scenario.faults().faults().forEach(fault -> check(servers.all(), fault, seeds));
    }

    private static void check(List<Replica> servers, ScheduledFault fault, Seeds seeds) {
        if (fault.fault() instanceof Fault.OnReplicas on) {
            for (int number : on.replicas().among(servers.size(), fault.index(), seeds)) {
                servers.get(number - 1).refusal(on.action()).ifPresent(reason -> {
                    throw new FlatlineException(ExitStatus.MACHINE, "timeline[" + fault.index() + "]: " + reason);
                });
            }
        }
    }
}
