package dev.flatline.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.ClientInjector;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Destinations;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.scenarios.InjectMode;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.tls.Trust;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server, an open fleet, and faults between them that are done in one of the two ways; with what each side saw. */
final class InjectionRig implements AutoCloseable {

    static final int CLIENTS = 40;
    static final long MILLI = 1_000_000;

    private static final Seeds SEEDS = new Seeds(42);
    private static final ClientPlan CLIENT = ClientPlan.plain(
                    HeartbeatRule.pinging(Activity.ANY_BYTES, 200 * MILLI, 800 * MILLI, 0),
                    ExponentialBackoff.fixed(100 * MILLI, Jitter.FULL, ExponentialBackoff.UNLIMITED),
                    700 * MILLI)
            .withMessages(new MessagePlan(100 * MILLI, 64));

    final Whoabouts clients = new Whoabouts();
    final ServerDiary diary = new ServerDiary();
    final ToldFaults ledger = new ToldFaults();
    final FlatlineServer server;
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final FaultPort faults;
    private final Optional<TestCertificate> tls;

    InjectionRig(InjectMode mode) throws IOException {
        this(mode, Optional.empty());
    }

    /** The server and the clients' own way to it speak TLS; there is no proxy that could. */
    static InjectionRig secure(TestCertificate certificate) throws IOException {
        return new InjectionRig(InjectMode.CLIENT, Optional.of(certificate));
    }

    private InjectionRig(InjectMode mode, Optional<TestCertificate> tls) throws IOException {
        this.tls = tls;
        Optional<TlsOptions> listen = tls.map(files -> TlsOptions.of(files.certificate(), files.key()));
        server = open(new FlatlineServer(
                ServerOptions.defaults().with(new ListenOptions("127.0.0.1", 0, listen)),
                new EchoHandler((connection, error) -> errors.add(error)),
                diary,
                loops("server")));
        server.start();
        Loops fleetLoops = loops("fleet");
        if (mode == InjectMode.PROXY) {
            FaultProxy proxy = open(new FaultProxy(
                    ProxyOptions.inFrontOf("127.0.0.1", server.port(), CLIENTS), SEEDS, loops("proxy"), ledger));
            proxy.start();
            faults = proxy;
            open(fleet(fleetLoops, proxy.port())).start(fleetLoops.timers(0).nanoTime());
        } else {
            ClientInjector injector =
                    open(new ClientInjector(CLIENTS, false, SEEDS, fleetLoops, ledger, new Ledger(1, false)));
            faults = injector;
            Fleet fleet = open(fleet(fleetLoops, server.port()));
            fleet.inject(injector);
            fleet.start(fleetLoops.timers(0).nanoTime());
        }
        Await.until(() -> server.openConnections() == CLIENTS && clients.echoed.size() == CLIENTS);
    }

    private Fleet fleet(Loops loops, int port) throws IOException {
        LoadPlan plan = LoadPlan.of(CLIENTS, new ConstantRate(1_000), CLIENT);
        Target target = Target.parse((tls.isPresent() ? "wss" : "ws") + "://127.0.0.1:" + port);
        Destinations destinations = tls.map(files -> new Destinations(
                        List.of(Destination.to(target)),
                        new TrustOptions(new Trust.Certificates(files.certificate()), Optional.empty()),
                        SourcePool.AUTO))
                .orElseGet(() -> Destinations.to(target));
        return new Fleet(plan, FleetShare.WHOLE, SEEDS, loops, destinations, clients);
    }

    private Loops loops(String name) {
        return open(Loops.open(name, name.equals("fleet") ? 2 : 1, TransportKind.AUTO, FaultProxy.TICK, errors::add));
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /** Begins a fault on a share of the clients; returns when their connections are hit. */
    ScheduledFault begin(Fault fault, double share) {
        ScheduledFault scheduled = new ScheduledFault(0, fault, 0, 1, share);
        faults.begin(scheduled);
        Await.until(() -> ledger.words.contains("began"));
        return scheduled;
    }

    void end(ScheduledFault fault) {
        faults.end(fault);
        Await.until(() -> ledger.words.contains("ended"));
    }

    /** Everybody is open on both sides, and has an echo that was sent after now. */
    void everyoneTalks() {
        clients.echoed.clear();
        Await.until(() -> server.openConnections() == CLIENTS && clients.echoed.size() == CLIENTS);
    }

    /** Lets some time pass: for what must not happen in it. */
    static void pass(long millis) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> over.complete(null));
        over.join();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            closePart(opened.pop());
        }
        assertEquals(List.of(), errors);
    }

    private static void closePart(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the rig could not be closed", e);
        }
    }
}
