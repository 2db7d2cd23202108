package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.TargetPlan;
import dev.flatline.scenarios.doctor.Capacity;
import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.doctor.Mode;
import dev.flatline.scenarios.doctor.Preflight;
import dev.flatline.scenarios.doctor.Setup;
import dev.flatline.scenarios.run.Divisible;
import dev.flatline.scenarios.run.Processes;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Into how many processes a run is cut, and whether the machine can hold each of them. */
final class ProcessOptions {

    private static final int MOST = 256;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "how many processes share the clients, by index (default: 1)")
    private Optional<String> processes = Optional.empty();

    @Option(
            names = "--server-processes",
            paramLabel = "M",
            description =
                    "how many processes share the embedded server's port (default: none of its own, or as many as its sockets need)")
    private Optional<String> serverProcesses = Optional.empty();

    /**
     * The processes that were asked for, or that the sockets need.
     *
     * @throws FlatlineException if that makes no sense, or the machine cannot hold it
     */
    Processes decide(Scenario scenario, Machine machine) {
        boolean foreign = scenario.targets().isForeign();
        int fleet = processes.map(text -> count("--processes", text)).orElse(1);
        Optional<Integer> asked = serverProcesses.map(text -> count("--server-processes", text));
        if (given() && scenario.targets().replicas().isPresent()) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--processes: found several for a scenario that starts its own server; accepted: one process, whose"
                            + " proxy shares the clients out");
        }
        if (asked.isPresent() && foreign) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--server-processes: the server is that of --target, which has its own processes");
        }
        if (fleet == 1 && asked.isEmpty()) {
            return !foreign && onlyApart(scenario, machine) ? new Processes(1, 1) : Processes.ONE;
        }
        int server = foreign ? 0 : server(scenario, asked, fleet, machine);
        int clients = scenario.load().clients();
        if (fleet > clients) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--processes: found " + fleet + " for " + clients
                            + " clients; accepted: at most one for each client");
        }
        Mode mode = Mode.of(scenario.usesProxy(foreign), false);
        Setup setup = Setup.of(mode).inProcesses(fleet);
        Preflight.check(clients, onItsSources(setup, scenario), machine);
        if (server > 0) {
            Preflight.check(clients, Setup.of(Mode.DIRECT).inProcesses(server), machine);
        }
        return new Processes(fleet, server);
    }

    /** Whether any of it was asked for. */
    boolean given() {
        return processes.isPresent() || serverProcesses.isPresent();
    }

    /** Whether clients and server do not fit into one process, and do fit into one each. */
    private static boolean onlyApart(Scenario scenario, Machine machine) {
        boolean proxied = scenario.usesProxy(false);
        return !holds(Mode.of(proxied, true), scenario, machine)
                && holds(Mode.of(proxied, false), scenario, machine)
                && holds(Mode.DIRECT, scenario, machine);
    }

    private static boolean holds(Mode mode, Scenario scenario, Machine machine) {
        Setup setup = onItsSources(Setup.of(mode), scenario);
        return new Capacity(machine, setup).clients().orElse(Long.MAX_VALUE)
                >= scenario.load().clients();
    }

    /** The setup with the local addresses that connections leave from: those that are given, or one to another machine. */
    static Setup onItsSources(Setup setup, Scenario scenario) {
        TargetPlan plan = scenario.targets();
        if (plan.sources().size() > 0) {
            return setup.from((int) Math.min(Integer.MAX_VALUE, plan.sources().size()));
        }
        boolean far = plan.targets().stream()
                .anyMatch(destination -> !Setup.onLoopback(destination.target().host()));
        return far ? setup.from(1) : setup;
    }

    private static int server(Scenario scenario, Optional<Integer> asked, int most, Machine machine) {
        Optional<String> obstacle = Divisible.obstacle(scenario);
        if (asked.orElse(1) > 1) {
            obstacle.ifPresent(reason -> {
                throw new FlatlineException(
                        ExitStatus.USAGE,
                        "--server-processes: found " + asked.orElse(1) + "; accepted: 1, because " + reason);
            });
        }
        return asked.orElseGet(
                () -> obstacle.isPresent() ? 1 : fitting(scenario.load().clients(), most, machine));
    }

    /** The least number that holds the clients, or the most there may be. */
    private static int fitting(int clients, int most, Machine machine) {
        for (int count = 1; count < most; count++) {
            Capacity capacity = new Capacity(machine, Setup.of(Mode.DIRECT).inProcesses(count));
            if (capacity.clients().orElse(Long.MAX_VALUE) >= clients) {
                return count;
            }
        }
        return most;
    }

    /** The options again, for the command that repeats the run. */
    String text() {
        return processes.map(n -> " --processes " + n).orElse("")
                + serverProcesses.map(m -> " --server-processes " + m).orElse("");
    }

    private static int count(String option, String text) {
        try {
            int count = Quantity.count(text);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (IllegalArgumentException nonsense) {
            throw new FlatlineException(ExitStatus.USAGE, refusal(option, text), nonsense);
        }
        throw new FlatlineException(ExitStatus.USAGE, refusal(option, text));
    }

    private static String refusal(String option, String text) {
        return option + ": found '" + text + "'; accepted: 1 to " + MOST;
    }
}
