package dev.flatline.scenarios.run;

import dev.flatline.chaos.ClientInjector;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.FaultTimeline;
import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.InjectMode;
import dev.flatline.scenarios.Scenario;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.FlatlineServer;
import dev.flatline.wire.LagMeter;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything real that a run stands on, each on an event loop of its own: the embedded server (unless the target is
 * foreign), the proxy in front of it if one is needed, the fleet, and the timeline of faults. What was opened is closed in reverse order,
 * also when a later part could not be opened.
 */
final class Stage implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Failures failures;
    private final Loops control;
    private final Loops fleetLoops;
    private NetworkFaults network = NetworkFaults.NONE;

    Stage(Failures failures) {
        this.failures = failures;
        this.control = loops("flatline-control");
        this.fleetLoops = loops("flatline-fleet");
    }

    /** The clock that all loops share. */
    Timers clock() {
        return control.timers(0);
    }

    /** Which transport the event loops use. */
    String transport() {
        return control.kind().toString().toLowerCase(Locale.ROOT);
    }

    /** The loops that the fleet runs on, for a probe before it. */
    Loops fleetLoops() {
        return fleetLoops;
    }

    /** Sets everything up and lets it start at {@code originNanos}. */
    void start(Scenario scenario, Optional<Target> foreign, RunRecorder recorder, long originNanos) {
        RunEvents events = recorder.events();
        Seeds seeds = new Seeds(scenario.seed());
        Optional<FlatlineServer> server =
                foreign.isPresent() ? Optional.empty() : Optional.of(server(scenario, recorder));
        String host = foreign.map(Target::host).orElse("127.0.0.1");
        int port =
                foreign.map(Target::port).orElseGet(() -> server.orElseThrow().port());
        Target front = new Target(host, port, foreign.map(Target::path).orElse("/"));
        if (scenario.usesProxy(foreign.isPresent())) {
            front = throughProxy(scenario, front, seeds, recorder);
        }
        Fleet fleet = fleet(scenario, seeds, front, events);
        if (scenario.inject() == InjectMode.CLIENT && scenario.harmsNetwork(foreign.isPresent())) {
            injectInto(fleet, scenario.load().clients(), seeds, events);
        }
        open(fleet);
        watchItself(recorder);
        FaultPort keeper = server.<FaultPort>map(own -> new ServerKeeper(own, clock(), events))
                .orElse(network);
        timeline(scenario.faults(), new FaultRouter(network, keeper), originNanos);
        fleet.start(originNanos);
    }

    /** Who does the faults of the network, and what it met with. */
    NetworkFaults network() {
        return network;
    }

    /** Starts a proxy in front of the target; returns where clients are to go instead. */
    private Target throughProxy(Scenario scenario, Target target, Seeds seeds, RunRecorder recorder) {
        Loops loops = open(Loops.open("flatline-proxy", 1, TransportKind.AUTO, FaultProxy.TICK, failures::add));
        ProxyOptions options = ProxyOptions.inFrontOf(
                target.host(), target.port(), scenario.load().clients());
        FaultProxy proxy = open(new FaultProxy(options, seeds, loops, recorder.events()));
        try {
            proxy.start();
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "the proxy cannot listen: " + e.getMessage(), e);
        }
        meter(loops, EventLoopPart.PROXY, recorder);
        network = NetworkFaults.of(proxy);
        return new Target("127.0.0.1", proxy.port(), target.path());
    }

    private void injectInto(Fleet fleet, int clients, Seeds seeds, RunEvents events) {
        ClientInjector injector =
                open(new ClientInjector(clients, false, seeds, fleetLoops, events, new Ledger(1, false)));
        fleet.inject(injector);
        network = NetworkFaults.of(injector);
    }

    private Fleet fleet(Scenario scenario, Seeds seeds, Target target, RunEvents events) {
        try {
            return new Fleet(scenario.load(), FleetShare.WHOLE, seeds, fleetLoops, target, events);
        } catch (UnknownHostException e) {
            throw new FlatlineException(ExitStatus.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private FlatlineServer server(Scenario scenario, RunRecorder recorder) {
        RunEvents events = recorder.events();
        Loops loops = loops("flatline-server");
        meter(loops, EventLoopPart.SERVER, recorder);
        TrafficHandler handler = new TrafficHandler(scenario.load(), loops, events, failures::add);
        FlatlineServer server = open(new FlatlineServer(scenario.server(), handler, events, loops));
        handler.behind(server);
        try {
            server.start();
        } catch (CannotListenException e) {
            throw new FlatlineException(
                    ExitStatus.MACHINE,
                    "the embedded server " + e.getMessage() + "; set server.port to another one, or to 0 for any",
                    e);
        }
        return server;
    }

    /** The timeline has a loop of its own, because a server that goes away takes a moment. */
    private void timeline(FaultPlan plan, FaultPort port, long originNanos) {
        FaultTimeline timeline = new FaultTimeline(clock(), port);
        onControl(() -> timeline.start(plan, originNanos));
        open(() -> onControl(timeline::stop));
    }

    private void meter(Loops loops, EventLoopPart part, RunRecorder recorder) {
        open(new LagMeter(loops, (intended, now) -> recorder.tick(part, intended, now)))
                .start();
    }

    /** What this process does to its own measurements. */
    private void watchItself(RunRecorder recorder) {
        meter(fleetLoops, EventLoopPart.FLEET, recorder);
        open(new CollectorWatch(ManagementFactory.getGarbageCollectorMXBeans(), recorder::generatorPaused));
        ProcessorWatch processors = new ProcessorWatch(clock(), MachineProcessors.here(), recorder::processors);
        onControl(processors::start);
        open(() -> onControl(processors::stop));
    }

    private void onControl(Runnable task) {
        control.run(0, task).join();
    }

    private Loops loops(String name) {
        return open(Loops.open(name, 1, TransportKind.AUTO, failures::add));
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = failure == null
                        ? new IllegalStateException("a part of the run could not be closed", e)
                        : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
