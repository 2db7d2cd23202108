package dev.flatline.chaos.junit;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.ProxyPatch;
import dev.flatline.chaos.control.RunningProxy;
import dev.flatline.chaos.plan.Cut;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A fault proxy in front of the server under test: clients connect to {@link #address}, and what is put on here happens to
 * their connections. A change has reached every connection when its method returns. Thread-safe.
 *
 * <p>All methods throw IllegalStateException if the proxy cannot listen or its test is over.
 */
public final class Proxy {

    private final ProxyRun run;

    Proxy(ProxyRun run) {
        this.run = run;
    }

    ProxyRun run() {
        return run;
    }

    /** Its name. */
    public String name() {
        return run.definition().name();
    }

    /** Where it listens, or would if it were up. */
    public InetSocketAddress address() {
        String listen = run.view().listen();
        int colon = listen.lastIndexOf(':');
        String host = listen.substring(0, colon).replace("[", "").replace("]", "");
        int port = Integer.parseInt(listen.substring(colon + 1));
        return new InetSocketAddress(host.equals("::") ? "127.0.0.1" : host, port);
    }

    /** The port that it listens on. */
    public int port() {
        return address().getPort();
    }

    /** Its address as a URI, such as {@code ws://127.0.0.1:40123/chat}. */
    public URI uri(String scheme, String path) {
        String host = address().getHostString();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + path);
    }

    /** The server behind it, as {@code host:port}. */
    public String upstream() {
        return run.view().upstream();
    }

    /**
     * A toxic to be put on, with everything that it can be told.
     *
     * @param type such as {@code latency} or {@code half_open}
     * @throws IllegalArgumentException if there is no such type; names those that there are
     */
    public ToxicBuilder toxic(String type) {
        return new ToxicBuilder(run, type);
    }

    /** What the server sends arrives that much later; so a round trip takes that much longer. */
    public ToxicHandle latency(Duration delay) {
        return latency(delay, Duration.ZERO);
    }

    /** What the server sends arrives that much later, more or less. */
    public ToxicHandle latency(Duration delay, Duration jitter) {
        return toxic("latency").with("latency", delay).with("jitter", jitter).add();
    }

    /** What the server sends comes no faster than this; 0 lets nothing pass and loses nothing. */
    public ToxicHandle bandwidth(long kilobytesPerSecond) {
        return toxic("bandwidth").with("rate", kilobytesPerSecond).add();
    }

    /**
     * Every connection falls silent, and new ones hang: nothing passes in either direction, FIN and RST are withheld. What
     * was sent meanwhile arrives when it is removed.
     */
    public ToxicHandle halfOpen() {
        return halfOpen(Stream.BOTH);
    }

    /** The connections fall silent in one direction. */
    public ToxicHandle halfOpen(Stream stream) {
        return toxic("half_open").stream(stream).add();
    }

    /** As {@link #halfOpen}, and nothing is read any more: the windows of both senders close, as with peers that hang. */
    public ToxicHandle freeze() {
        return toxic("half_open").named("freeze").with("mode", "freeze").add();
    }

    /** New connections are turned away with an RST; those that stand go on. */
    public ToxicHandle refuse() {
        return toxic("refuse").add();
    }

    /** Resets every connection that stands, once: who comes back is let in. Returns how many there were. */
    public int reset() {
        return reset(Target.EVERYONE);
    }

    /** Resets the connections of some clients, once. Returns how many there were. */
    public int reset(Target clients) {
        ToxicHandle reset = toxic("reset").target(clients).named("reset").add();
        reset.remove();
        return reset.hits().size();
    }

    /** Stops listening, and closes all connections; does nothing if it is down. */
    public void down() {
        patch(new ProxyPatch(null, null, false));
    }

    /** Listens again, on the same port. */
    public void up() {
        patch(new ProxyPatch(null, null, true));
    }

    private void patch(ProxyPatch patch) {
        run.done(() -> CompletableFuture.completedFuture(run.hub().update(name(), patch)));
    }

    /** Cuts these clients off from the server: a silence in both directions, of which nobody is told. */
    public PartitionHandle partition(Target first, Target... more) {
        return partition(Cut.SILENT, first, more);
    }

    /** Cuts these clients off from the server. */
    public PartitionHandle partition(Cut cut, Target first, Target... more) {
        List<Target> clients = new ArrayList<>(List.of(more));
        clients.add(0, first);
        return PartitionHandle.begin(run, cut, clients);
    }

    /** Takes every toxic off. */
    public void removeToxics() {
        toxics().forEach(toxic -> new ToxicHandle(run, toxic).remove());
    }

    /** The names of the toxics that are on, in order. */
    public List<String> toxics() {
        return run.view().toxics().stream().map(toxic -> toxic.name()).toList();
    }

    /** The connections that stand, in the order in which they were accepted; none while it is down. */
    public List<ConnectionInfo> connections() {
        RunningProxy running = run.hub().running(name());
        return running == null ? List.of() : run.done(running::connections);
    }

    /** Those of them that are of some clients: whom a toxic with this target would hit. */
    public List<ConnectionInfo> connections(Target clients) {
        RunningProxy running = run.hub().running(name());
        return running == null ? List.of() : run.done(() -> running.dryRun("", 1, clients));
    }

    /**
     * Waits until as many connections stand: a client that has connected may be a moment ahead of the proxy.
     *
     * @throws AssertionError if there are more or fewer after that time
     */
    public List<ConnectionInfo> awaitConnections(int count, Duration limit) {
        Waiting waiting = new Waiting(run.hub()::nanoTime, limit);
        List<ConnectionInfo> found = connections();
        while (found.size() != count) {
            if (!waiting.pause()) {
                throw new AssertionError(
                        run + ": " + count + " connections awaited for " + limit + ", there are " + found.size());
            }
            found = connections();
        }
        return found;
    }

    /** What toxics have done since this test began. */
    public ProxyLedger ledger() {
        return new ProxyLedger(run, run.service());
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
