package dev.flatline.scenarios.run;

import dev.flatline.chaos.ClientInjector;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ToxicFaults;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.FaultTimeline;
import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.ProcessorUse;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Destinations;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.InjectMode;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.replica.LostPackets;
import dev.flatline.scenarios.replica.ReplicaKeeper;
import dev.flatline.scenarios.replica.ReplicaProbe;
import dev.flatline.scenarios.replica.Routes;
import dev.flatline.scenarios.replica.RunHome;
import dev.flatline.scenarios.replica.Servers;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.LagMeter;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.UnusableSourceException;
import dev.flatline.wire.tcp.TcpStates;
import dev.flatline.wire.tls.UnusableCertificateException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything real that a run stands on, each on an event loop of its own: the embedded server (unless the target is
 * foreign), the proxy in front of it if one is needed, the fleet, and the timeline of faults. A run in several processes has
 * a stage in each, with a part of the rooms. What was opened is closed in reverse order, also when a later part could not be
 * opened.
 */
final class Stage implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Failures failures;
    private final Loops control;
    private final Loops fleetLoops;
    private NetworkFaults network = NetworkFaults.NONE;
    private final Set<Integer> serverPorts = new HashSet<>();
    private final Set<Integer> clientPorts = new HashSet<>();
    private final List<HealthProbe> probes = new ArrayList<>();
    private @Nullable FaultPort keeper;
    private @Nullable Servers servers;
    private @Nullable List<Destination> destinations;
    private PacketLoss packets = PacketLoss.NONE;
    private FaultPort replicas = Elsewhere.PORT;
    private volatile long originNanos;
    private volatile boolean begun;
    private volatile boolean closing;
    private Consumer<String> spoilt;
    private @Nullable Fleet fleet;

    Stage(Failures failures) {
        this.failures = failures;
        this.spoilt = failures::tell;
        this.control = loops("flatline-control");
        this.fleetLoops = loops("flatline-fleet");
    }

    /** The clock that all loops share. */
    Timers clock() {
        return control.timers(0);
    }

    /** What the clock that all processes of this machine see showed when {@link #clock} showed 0. */
    long clockZeroNanos() {
        return control.zeroNanos();
    }

    /** Which transport the event loops use. */
    String transport() {
        return control.kind().toString().toLowerCase(Locale.ROOT);
    }

    /** The loops that the fleet runs on, for a probe before it. */
    Loops fleetLoops() {
        return fleetLoops;
    }

    /**
     * Starts the servers that a scenario brings along, and returns where they are. They are let go, and put back is what was done
     * to them, when the stage is closed.
     */
    List<Destination> launch(ReplicaPlan plan, RunRequest request, Launch launch) {
        launch.prepare(request.out());
        RollbackJournal rollback = open(launch.rollback());
        Launch.Clocks clocks = new Launch.Clocks(clock()::nanoTime, this::elapsedNanos);
        Servers started = open(launch.start(plan, request.out().resolve(Servers.FOLDER), rollback, clocks));
        launch.check(started, request.scenario());
        servers = started;
        spoilt = spoilt.andThen(line -> {
            if (closing) {
                launch.home().notes().accept("warning: " + line);
            }
        });
        List<Destination> where = started.addresses().stream()
                .map(address -> Destination.to(new Target(address.getHostString(), address.getPort(), started.path())))
                .toList();
        destinations = where;
        return where;
    }

    /**
     * Makes sure that the kernel drops packets, if a fault of the scenario wants that.
     *
     * @throws FlatlineException if it does not
     */
    void losePackets(Scenario scenario, RunHome home, Clock clock) {
        if (ToxicFaults.losePackets(scenario.faults())) {
            String name = RunHome.unique(scenario.name(), clock.instant());
            PacketLoss loss = open(new LostPackets(home, name, clock, this::processAt, failures::tell))
                    .loss();
            loss.refusal().ifPresent(reason -> {
                throw new FlatlineException(ExitStatus.MACHINE, "timeline: half_open: " + reason);
            });
            packets = loss;
        }
    }

    private OptionalLong processAt(InetSocketAddress address) {
        return servers == null ? OptionalLong.empty() : servers.processAt(address);
    }

    /** What the servers that were launched did of themselves. */
    List<String> surprises() {
        return servers == null ? List.of() : servers.surprises();
    }

    /** Sets everything up and lets it start at {@code originNanos}. */
    void start(Scenario scenario, RunRecorder recorder, long originNanos) {
        Told told = Told.of(recorder);
        boolean ours = !scenario.targets().isForeign();
        List<Destination> targets = ours
                ? List.of(Destination.to(new Target("127.0.0.1", serve(scenario, scenario.server(), told), "/")))
                : launched().orElse(scenario.targets().targets());
        if (targets.stream().allMatch(server -> server.target().isLoopback())) {
            targets.forEach(server -> serverPorts.add(server.target().port()));
        }
        front(scenario, FleetShare.WHOLE, targets, ours, told);
        watchProcessors(told.generator()::processors);
        watchHealth(recorder);
        begin(scenario.faults(), ours, originNanos);
    }

    private long elapsedNanos() {
        return begun ? Math.max(0, clock().nanoTime() - originNanos) : 0;
    }

    private Optional<List<Destination>> launched() {
        return Optional.ofNullable(destinations);
    }

    /**
     * Opens the server's room and returns the port.
     *
     * @param options those of the scenario, maybe on another port
     */
    int serve(Scenario scenario, ServerOptions options, Told told) {
        FlatlineServer server = server(scenario, options, told);
        keeper = new ServerKeeper(server, clock(), told.events());
        probes.add(new ServerProbe(server::counters));
        return server.port();
    }

    /**
     * Opens the rooms before the servers: their proxies, if they are needed, and a share of the fleet.
     *
     * @param ours whether it is a single server, and ours
     */
    void front(Scenario scenario, FleetShare share, List<Destination> servers, boolean ours, Told told) {
        Seeds seeds = new Seeds(scenario.seed());
        Servers launched = this.servers;
        List<Destination> front = launched != null
                ? throughBalancer(scenario, servers.get(0), launched, told)
                : scenario.usesProxy(!ours) ? throughProxies(scenario, servers, seeds, told) : servers;
        front.forEach(destination -> clientPorts.add(destination.port()));
        Fleet made = fleet(scenario, share, seeds, front, told.events());
        if (scenario.inject() == InjectMode.CLIENT && scenario.harmsNetwork(!ours)) {
            injectInto(made, scenario, seeds, told.events());
        }
        fleet = open(made);
        meter(fleetLoops, EventLoopPart.FLEET, told);
        open(new CollectorWatch(ManagementFactory.getGarbageCollectorMXBeans(), told.generator()::generatorPaused));
    }

    /** Samples from now on, about once a second, TCP's side, the memory of this process and the work of the server in it. */
    private void watchHealth(RunRecorder recorder) {
        TcpStates states = TcpStates.ofThisProcess();
        probes.add(new TcpProbe(
                states,
                () -> new TcpProbe.Ports(serverPorts, clientPorts),
                servers == null ? Optional.empty() : servers.tcp()));
        probes.add(new MemoryProbe(() -> recorder.snapshot().open(), new ProcessMemory(Path.of("/proc"), states)));
        List<HealthProbe> own = servers == null ? List.of() : List.of(new ReplicaProbe(servers.all()));
        open(new HealthWatch(probes, own, recorder::health, failures::add, clock()::nanoTime))
                .start();
    }

    /** Reads from now on, once a second, how much of the processors is in use. */
    void watchProcessors(Consumer<ProcessorUse> told) {
        ProcessorWatch processors = new ProcessorWatch(clock(), MachineProcessors.here(), told);
        onControl(processors::start);
        open(() -> onControl(processors::stop));
    }

    /**
     * Lets what is set up begin.
     *
     * @param ours whether the server is ours; when it is in another process, its restarts are done there
     */
    void begin(FaultPlan faults, boolean ours, long originNanos) {
        this.originNanos = originNanos;
        begun = true;
        FaultPort harm = fleet == null ? Elsewhere.PORT : network;
        FaultPort restarts = keeper != null ? keeper : ours ? Elsewhere.PORT : network;
        timeline(faults, new FaultRouter(harm, restarts, replicas), originNanos);
        if (fleet != null) {
            fleet.start(originNanos);
        }
    }

    /** Who does the faults of the network, and what it met with. */
    NetworkFaults network() {
        return network;
    }

    /** Starts a proxy in front of each server; returns the same servers behind them. */
    private List<Destination> throughProxies(Scenario scenario, List<Destination> servers, Seeds seeds, Told told) {
        Loops loops = open(Loops.open("flatline-proxy", 1, TransportKind.AUTO, FaultProxy.TICK, failures::add));
        List<Destination> behind = new ArrayList<>();
        List<NetworkFaults> proxies = new ArrayList<>();
        for (Destination server : servers) {
            FaultEvents events = proxies.isEmpty() ? told.events() : new HitsOnly(told.events());
            FaultProxy proxy =
                    listening(new FaultProxy(Proxies.options(scenario, server).with(packets), seeds, loops, events));
            proxies.add(NetworkFaults.of(proxy));
            behind.add(server.via(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
        }
        meter(loops, EventLoopPart.PROXY, told);
        network = NetworkFaults.all(proxies);
        return behind;
    }

    /** Starts a proxy in front of all servers that were launched, and whoever does faults to them; returns them behind it. */
    private List<Destination> throughBalancer(Scenario scenario, Destination first, Servers launched, Told told) {
        Seeds seeds = new Seeds(scenario.seed());
        Loops loops = open(Loops.open("flatline-proxy", 1, TransportKind.AUTO, FaultProxy.TICK, failures::add));
        Routes routes = new Routes(launched::addresses, told.events(), clock()::nanoTime);
        FaultProxy proxy = listening(FaultProxy.before(
                launched::addresses,
                Proxies.options(scenario, first).with(packets),
                seeds,
                loops,
                told.events(),
                routes));
        meter(loops, EventLoopPart.PROXY, told);
        network = NetworkFaults.of(proxy);
        ReplicaKeeper.Tells tells = new ReplicaKeeper.Tells(told.events(), spoilt, clock()::nanoTime);
        replicas = open(new ReplicaKeeper(launched.all(), seeds, routes, tells));
        return List.of(first.via(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
    }

    private FaultProxy listening(FaultProxy made) {
        FaultProxy proxy = open(made);
        try {
            proxy.start();
            return proxy;
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "the proxy cannot listen: " + e.getMessage(), e);
        }
    }

    private void injectInto(Fleet fleet, Scenario scenario, Seeds seeds, RunEvents events) {
        boolean follows = ToxicFaults.needRequests(scenario.faults());
        ClientInjector injector = open(new ClientInjector(
                scenario.load().clients(), follows, seeds, fleetLoops, events, new Ledger(1, false)));
        fleet.inject(injector);
        network = NetworkFaults.of(injector);
    }

    private Fleet fleet(Scenario scenario, FleetShare share, Seeds seeds, List<Destination> servers, RunEvents events) {
        Destinations destinations = scenario.targets().to(servers);
        try {
            return new Fleet(scenario.load(), share, seeds, fleetLoops, destinations, events);
        } catch (UnknownHostException e) {
            throw new FlatlineException(ExitStatus.UNREACHABLE, String.valueOf(e.getMessage()), e);
        } catch (UnusableCertificateException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        } catch (UnusableSourceException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "generator.sources: " + e.getMessage(), e);
        }
    }

    private FlatlineServer server(Scenario scenario, ServerOptions options, Told told) {
        RunEvents events = told.events();
        Loops loops = loops("flatline-server");
        meter(loops, EventLoopPart.SERVER, told);
        TrafficHandler handler = new TrafficHandler(scenario.load(), loops, events, failures::add);
        FlatlineServer server = open(new FlatlineServer(options, handler, events, loops));
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

    private void meter(Loops loops, EventLoopPart part, Told told) {
        open(new LagMeter(loops, (intended, now) -> told.generator().tick(part, intended, now)))
                .start();
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
        closing = true;
        // A rollback is among them: what it could not put back is for people to read.
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (FlatlineException | RollbackException e) {
                failure = failure == null
                        ? new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e)
                        : failure;
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
