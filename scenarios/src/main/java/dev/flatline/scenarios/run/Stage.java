package dev.flatline.scenarios.run;

import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.FaultTimeline;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.FlatlineServer;
import dev.flatline.wire.LagMeter;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything real that a run stands on, each on an event loop of its own: the embedded server (unless the target is
 * foreign), the proxy in front of it, the fleet, and the timeline of faults. What was opened is closed in reverse order,
 * also when a later part could not be opened.
 */
final class Stage implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Failures failures;
    private final Loops control;
    private final Loops fleetLoops;
    private @Nullable FaultProxy proxy;

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
        Loops proxyLoops = open(Loops.open("flatline-proxy", 1, TransportKind.AUTO, FaultProxy.TICK, failures::add));
        Optional<FlatlineServer> server =
                foreign.isPresent() ? Optional.empty() : Optional.of(server(scenario, events));
        String host = foreign.map(Target::host).orElse("127.0.0.1");
        int port =
                foreign.map(Target::port).orElseGet(() -> server.orElseThrow().port());
        FaultProxy relay =
                proxy(ProxyOptions.inFrontOf(host, port, scenario.load().clients()), seeds, proxyLoops, events);
        FaultPort keeper = server.<FaultPort>map(own -> new ServerKeeper(own, clock(), events))
                .orElse(relay);
        Target front =
                new Target("127.0.0.1", relay.port(), foreign.map(Target::path).orElse("/"));
        Fleet fleet = open(fleet(scenario, seeds, front, events));
        open(new LagMeter(fleetLoops, recorder::generatorTick)).start();
        open(new LagMeter(proxyLoops, recorder::generatorTick)).start();
        timeline(scenario.faults(), new FaultRouter(relay, keeper), originNanos);
        fleet.start(originNanos);
    }

    /** How often the proxy could not accept or dial because this machine had no descriptor or port left. */
    long resourceFailures() {
        return proxy == null ? 0 : proxy.resourceFailures();
    }

    /** How often a delayed direction held so much that the proxy stopped reading. */
    long delayedPauses() {
        return proxy == null ? 0 : proxy.delayedPauses();
    }

    private FaultProxy proxy(ProxyOptions options, Seeds seeds, Loops loops, RunEvents events) {
        FaultProxy relay = open(new FaultProxy(options, seeds, loops, events));
        proxy = relay;
        try {
            relay.start();
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "the proxy cannot listen: " + e.getMessage(), e);
        }
        return relay;
    }

    private Fleet fleet(Scenario scenario, Seeds seeds, Target target, RunEvents events) {
        try {
            return new Fleet(scenario.load(), FleetShare.WHOLE, seeds, fleetLoops, target, events);
        } catch (UnknownHostException e) {
            throw new FlatlineException(ExitStatus.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private FlatlineServer server(Scenario scenario, RunEvents events) {
        Loops loops = loops("flatline-server");
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
