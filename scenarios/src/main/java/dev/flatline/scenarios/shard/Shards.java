package dev.flatline.scenarios.shard;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.measure.shard.EventDecoder;
import dev.flatline.core.measure.shard.JointFaults;
import dev.flatline.core.measure.shard.JointProcessors;
import dev.flatline.core.measure.shard.ShardListeners;
import dev.flatline.core.measure.shard.StreamMerge;
import dev.flatline.core.time.Timers;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.shard.ShardSpec.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one run: started, set up, begun, merged and stopped together. Used by one thread.
 *
 * <p>Whatever happens to this process, they end: their input ends with it.
 */
public final class Shards implements AutoCloseable {

    /** The main class of a process. */
    public static final String MAIN_CLASS = "dev.flatline.scenarios.ShardMain";

    private static final long READY_SECONDS = 60;
    private static final long SUMMARY_SECONDS = 5;
    private static final long END_SECONDS = 8;
    private static final long SILENCE_NANOS = SECONDS.toNanos(5);

    private final Timers clock;
    private final long clockZeroNanos;
    private final Scenario scenario;
    private final boolean ours;
    private final Inbox inbox = new Inbox();
    private final List<ShardProcess> fleets = new ArrayList<>();
    private final List<ShardProcess> servers = new ArrayList<>();
    private final List<ShardProcess> all = new ArrayList<>();
    private String transport = "";
    private long clockBoundNanos;
    private @Nullable Merger merger;

    /**
     * The clock of this process.
     *
     * @param zeroNanos what the clock of the machine showed when it showed 0
     */
    public record Time(Timers clock, long zeroNanos) {}

    /**
     * Starts the processes.
     *
     * @param folder takes what they write to their standard errors
     * @param fleetProcesses how many share the clients
     * @param serverProcesses how many share the server's port; 0 when the server is not ours
     */
    public Shards(Time time, Scenario scenario, Path folder, int fleetProcesses, int serverProcesses) {
        this.clock = time.clock();
        this.clockZeroNanos = time.zeroNanos();
        this.scenario = scenario;
        this.ours = serverProcesses > 0;
        try {
            start(Role.SERVER, serverProcesses, folder, servers);
            start(Role.FLEET, fleetProcesses, folder, fleets);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(Role role, int count, Path folder, List<ShardProcess> into) {
        for (int index = 0; index < count; index++) {
            String name = role.label() + " process " + (index + 1);
            Path log = folder.resolve(role.label() + "-" + (index + 1) + ".log");
            ShardProcess process = ShardProcess.start(all.size(), name, clock, inbox, log);
            all.add(process);
            into.add(process);
        }
    }

    /**
     * Sets everything up: the first server takes the port, the others join it, and the fleets are told where it is.
     *
     * @throws dev.flatline.scenarios.FlatlineException if a process cannot, with its reason
     */
    public void prepare() {
        int port = scenario.server().listen().port();
        for (int index = 0; index < servers.size(); index++) {
            servers.get(index).assign(spec(Role.SERVER, index, servers.size(), "", port));
            if (index == 0) {
                port = servers.get(0).awaitReady(READY_SECONDS).port();
            }
        }
        String url = servers.isEmpty() ? "" : "ws://127.0.0.1:" + port + "/";
        for (int index = 0; index < fleets.size(); index++) {
            fleets.get(index).assign(spec(Role.FLEET, index, fleets.size(), url, 0));
        }
        for (ShardProcess process : all) {
            transport = process.awaitReady(READY_SECONDS).transport();
        }
        for (ShardProcess process : all) {
            clockBoundNanos = Math.max(
                    clockBoundNanos, ClockCheck.boundNanos(process.name(), clock::nanoTime, process::askClock));
        }
    }

    private ShardSpec spec(Role role, int index, int of, String target, int port) {
        return new ShardSpec(role, index, of, scenario.yaml(), ours, target, port, clockZeroNanos);
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    /** The transport of their event loops. */
    public String transport() {
        return transport;
    }

    /** By how much their clocks may differ from the one here, at most. */
    public long clockBoundNanos() {
        return clockBoundNanos;
    }

    /**
     * Lets them begin, and tells a recorder what they tell, in one order, as far as an instant.
     *
     * @param processors takes what the processes read of the processors: the one here is 0, the others count from 1
     * @param onFailure told what goes wrong in the merging
     */
    public void begin(
            RunRecorder recorder,
            JointProcessors processors,
            long originNanos,
            long endNanos,
            Consumer<Throwable> onFailure) {
        JointFaults faults = new JointFaults(recorder.events(), this::tellers);
        List<ShardListeners> listeners = all.stream()
                .map(process -> new PassingOn(recorder, processors.of(1 + process.stream)))
                .map(own -> new ShardListeners(recorder.events(), recorder.events(), faults, own))
                .toList();
        StreamMerge merge = new StreamMerge(originNanos, new EventDecoder(scenario.faults()), listeners);
        Merger begun = new Merger(inbox, merge, clock, endNanos, onFailure);
        merger = begun;
        all.forEach(process -> process.begin(originNanos));
        begun.start(originNanos);
    }

    private int tellers(ScheduledFault fault) {
        return ours && fault.fault() instanceof Fault.ServerRestart ? servers.size() : fleets.size();
    }

    /** Tells nothing that lies behind an instant. */
    public void tellUntil(long nanos) {
        merging().tellUntil(nanos);
    }

    /** The instant up to which everything has been told. */
    public long frontierNanos() {
        return merging().frontierNanos();
    }

    /** How long a piece of a stream waited to be merged, at worst. */
    public long worstLagNanos() {
        return merging().worstLagNanos();
    }

    /** How many events were told. */
    public long told() {
        return merging().told();
    }

    /** How many events came after others that had happened later. */
    public long late() {
        return merging().late();
    }

    /** Why a process is of no use any more, in one line. */
    public Optional<String> trouble() {
        long now = clock.nanoTime();
        for (ShardProcess process : all) {
            String trouble = process.trouble(now, SILENCE_NANOS);
            if (trouble != null) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }

    private Merger merging() {
        if (merger == null) {
            throw new IllegalStateException("the processes have not begun");
        }
        return merger;
    }

    /**
     * Tells all of them to stop; they close their connections on their own time.
     *
     * @return what those say that still can
     */
    public List<ShardSummary> stop() {
        merging().close();
        all.forEach(ShardProcess::stop);
        long deadline = clock.nanoTime() + SECONDS.toNanos(SUMMARY_SECONDS);
        List<ShardSummary> summaries = new ArrayList<>();
        for (ShardProcess process : all) {
            try {
                summaries.add(process.summary().get(Math.max(0, deadline - clock.nanoTime()), NANOSECONDS));
            } catch (ExecutionException | TimeoutException gone) {
                summaries.add(
                        new ShardSummary(NetworkLimits.NONE, 0, List.of(process.name() + " did not say how it went")));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return summaries;
    }

    /** Waits a few seconds for their ends, then ends them. */
    @Override
    public void close() {
        if (merger != null) {
            merger.close();
            long deadline = clock.nanoTime() + SECONDS.toNanos(END_SECONDS);
            all.forEach(process -> process.awaitEnd(deadline));
        }
        all.forEach(ShardProcess::close);
    }
}
