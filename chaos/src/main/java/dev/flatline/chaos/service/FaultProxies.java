package dev.flatline.chaos.service;

import dev.flatline.chaos.ConnectionRoom;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.HostPort;
import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.ProxyLimits;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.DataPath;
import dev.flatline.chaos.control.ProxySettings;
import dev.flatline.chaos.control.RunningProxy;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Starts fault proxies, all on the same event loops and with the same ledger. Thread-safe. */
final class FaultProxies implements DataPath {

    private static final int MAX_PORT = 65_535;

    private final Loops loops;
    private final Seeds seeds;
    private final Ledger ledger;
    private final ProxyLimits limits;
    private final ConnectionRoom room;
    private final boolean strict;
    private final boolean keepAlive;
    private final IdentitySource identity;
    private final PacketLoss packets;
    private final Map<String, FaultProxy> running = new ConcurrentHashMap<>();
    private final Map<String, ProxyHistory> histories = new ConcurrentHashMap<>();

    FaultProxies(Loops loops, Ledger ledger, ServiceOptions options) {
        this.loops = loops;
        this.seeds = new Seeds(options.seed());
        this.ledger = ledger;
        this.limits = options.limits();
        this.room = new ConnectionRoom(limits.maxConnections());
        this.strict = options.hub().compat() == Compat.STRICT;
        this.keepAlive = options.keepAlive() || strict;
        this.identity = options.identity();
        this.packets = options.packets();
    }

    /** The proxies that listen, by name. */
    Map<String, FaultProxy> running() {
        return new TreeMap<>(running);
    }

    /** What went through the proxies that there are, those too that are off, by name. */
    Map<String, ProxyHistory> histories() {
        return new TreeMap<>(histories);
    }

    @Override
    public void forget(String name) {
        histories.remove(name);
    }

    @Override
    public Optional<String> refusal(Toxic toxic) {
        return toxic.losesPackets() ? packets.refusal() : Optional.empty();
    }

    @Override
    public RunningProxy start(ProxySettings settings, List<NamedToxic> toxics) throws IOException {
        InetSocketAddress listen = settings.listen();
        ProxyOptions options = new ProxyOptions(
                new HostPort(listen.getAddress().getHostAddress(), listen.getPort()),
                upstream(settings.upstream()),
                0,
                limits,
                strict,
                settings.tls(),
                keepAlive,
                identity,
                packets);
        ProxyHistory history = histories.getOrDefault(settings.name(), new ProxyHistory(settings.name(), room));
        FaultProxy proxy = new FaultProxy(history, options, seeds, loops, NobodyTold.INSTANCE, ledger);
        history.keepOnly(toxics.stream().map(NamedToxic::name).toList());
        try {
            proxy.toxics(toxics).join();
            proxy.start();
        } catch (IOException | RuntimeException e) {
            proxy.close();
            throw e;
        }
        histories.put(settings.name(), history);
        running.put(settings.name(), proxy);
        return new Running(settings.name(), proxy);
    }

    /** As Go reads it: no host is this machine, and without a port nobody is there. */
    static HostPort upstream(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new HostPort(text, 0);
        }
        String host = text.substring(0, colon).replace("[", "").replace("]", "");
        return new HostPort(host.isEmpty() ? "localhost" : host, port(text.substring(colon + 1)));
    }

    /** What is no port is one at which nobody is. */
    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= MAX_PORT ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private final class Running implements RunningProxy {
        private final String name;
        private final FaultProxy proxy;

        Running(String name, FaultProxy proxy) {
            this.name = name;
            this.proxy = proxy;
        }

        @Override
        public InetSocketAddress address() {
            return proxy.address();
        }

        @Override
        public CompletableFuture<Void> toxics(List<NamedToxic> all) {
            return proxy.toxics(all);
        }

        @Override
        public CompletableFuture<List<ConnectionInfo>> connections() {
            return proxy.connections();
        }

        @Override
        public CompletableFuture<List<ConnectionInfo>> dryRun(String toxic, double toxicity, Target target) {
            return proxy.dryRun(toxic, toxicity, target);
        }

        @Override
        public void close() {
            running.remove(name, proxy);
            proxy.close();
        }
    }

    /** These proxies run no plan of faults. */
    private enum NobodyTold implements FaultEvents {
        INSTANCE;

        @Override
        public void faultBegan(ScheduledFault fault, long nowNanos) {}

        @Override
        public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {}

        @Override
        public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

        @Override
        public void faultEnded(ScheduledFault fault, long nowNanos) {}
    }
}
