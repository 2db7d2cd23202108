package dev.flatline.chaos.control;

import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Proxies that listen nowhere and have the connections that a test gives them. Free ports begin at 40001. */
public final class PretendPath implements DataPath {

    /** Proxies whose names begin with this never switch. */
    public static final String HANGING = "hang";

    /** Proxies whose names begin with this start when {@link #letStart} is called. */
    public static final String SLOW_START = "slow";

    private final Map<InetSocketAddress, Pretended> bound = new ConcurrentHashMap<>();
    private final AtomicInteger nextPort = new AtomicInteger(40_001);
    private final CountDownLatch starting = new CountDownLatch(1);
    private final CountDownLatch mayStart = new CountDownLatch(1);
    private final List<String> history = new CopyOnWriteArrayList<>();

    /** One of them. */
    public final class Pretended implements RunningProxy {
        private final String name;
        private final InetSocketAddress address;
        private volatile List<NamedToxic> toxics;
        private final List<ConnectionInfo> connections = new CopyOnWriteArrayList<>();

        Pretended(String name, InetSocketAddress address, List<NamedToxic> toxics) {
            this.name = name;
            this.address = address;
            this.toxics = toxics;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public CompletableFuture<Void> toxics(List<NamedToxic> all) {
            toxics = List.copyOf(all);
            history.add(name + " " + all.stream().map(NamedToxic::name).toList());
            return name.startsWith(HANGING) ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<List<ConnectionInfo>> connections() {
            return CompletableFuture.completedFuture(List.copyOf(connections));
        }

        @Override
        public CompletableFuture<List<ConnectionInfo>> dryRun(String toxic, double toxicity, Target target) {
            List<ConnectionInfo> hit = new ArrayList<>(connections);
            hit.removeIf(connection -> connection.number() > connections.size() * toxicity);
            return CompletableFuture.completedFuture(hit);
        }

        @Override
        public void close() {
            bound.remove(address, this);
            history.add(name + " closed");
        }
    }

    @Override
    public RunningProxy start(ProxySettings settings, List<NamedToxic> toxics) throws IOException {
        if (settings.name().startsWith(SLOW_START)) {
            starting.countDown();
            try {
                mayStart.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        InetSocketAddress wanted = settings.listen();
        InetSocketAddress address =
                wanted.getPort() == 0 ? new InetSocketAddress(wanted.getAddress(), nextPort.getAndIncrement()) : wanted;
        Pretended proxy = new Pretended(settings.name(), address, List.copyOf(toxics));
        if (bound.putIfAbsent(address, proxy) != null) {
            throw new BindException("Address already in use");
        }
        history.add(settings.name() + " started");
        return proxy;
    }

    /** The proxy of that name that runs. */
    public Pretended running(String name) {
        return bound.values().stream()
                .filter(proxy -> proxy.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The toxics that a running proxy was given last. */
    public List<NamedToxic> toxics(String name) {
        return running(name).toxics;
    }

    /** A client connects. */
    public void connect(String name, ConnectionInfo connection) {
        running(name).connections.add(connection);
    }

    /** Waits until a slow proxy is starting. */
    public void awaitStarting() throws InterruptedException {
        starting.await();
    }

    /** Lets slow proxies start. */
    public void letStart() {
        mayStart.countDown();
    }

    /** What happened, in order. */
    public List<String> history() {
        return List.copyOf(history);
    }
}
