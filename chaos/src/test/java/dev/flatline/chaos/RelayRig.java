package dev.flatline.chaos;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One shard in virtual time, with fake sockets, and the account of every buffer that went in. */
final class RelayRig {

    static {
        LeakWatch.install();
    }

    static final int MAX_HELD = 1000;
    static final int MAX_DELAYED = 10_000;
    static final int MAX_DELAYED_TOTAL = 15_000;
    static final long HEAD_LIMIT_NANOS = 10_000_000_000L;
    private static final ProxyLimits LIMITS = new ProxyLimits(
            MAX_HELD, MAX_DELAYED, MAX_DELAYED_TOTAL, Duration.ofSeconds(5), 512, Duration.ofNanos(HEAD_LIMIT_NANOS));

    final FakeLoss packets = new FakeLoss();
    final VirtualTime time = new VirtualTime();
    final RecordingFaultEvents events;
    final ProxyContext context;
    final Shard shard;
    private final FaultControl control;
    private @Nullable Connection accepting;
    private final List<Connection> dialled = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<ByteBuf> buffers = new ArrayList<>();

    RelayRig(long seed, int clients) {
        this(seed, clients, new RecordingFaultEvents());
    }

    RelayRig(long seed, int clients, RecordingFaultEvents events) {
        this(seed, clients, events, false);
    }

    RelayRig(long seed, int clients, RecordingFaultEvents events, boolean strict) {
        this.events = events;
        ProxyOptions options = ProxyOptions.inFrontOf("127.0.0.1", 1, clients)
                .with(LIMITS)
                .strictly(strict)
                .with(packets);
        context = new ProxyContext(
                new ProxyHistory("web", new ConnectionRoom(1000)),
                options,
                new Seeds(seed),
                events,
                new Ledger(1000, true));
        shard = new Shard(context, time, this::dial, context.history().traffic(0));
        control = new FaultControl(List.of(Runnable::run), List.of(shard), context);
    }

    void begin(ScheduledFault fault) {
        control.begin(fault).join();
    }

    void end(ScheduledFault fault) {
        control.end(fault).join();
    }

    /** Puts exactly these toxics on. */
    void toxics(NamedToxic... toxics) {
        control.toxics(List.of(toxics)).join();
    }

    /** A toxic on everyone. */
    static NamedToxic toxic(String name, Stream stream, Toxic toxic) {
        return new NamedToxic(name, stream, 1, Target.EVERYONE, toxic);
    }

    /** What the ledger says of injections, as words. */
    List<String> ledger() {
        return context.ledger().read(0, 1000).stream()
                .map(i -> i.action() + " " + i.toxic() + " " + i.connection())
                .toList();
    }

    /** A client that is accepted and has said nothing yet. */
    Connection accept() {
        Connection connection = new Connection();
        accepting = connection;
        connection.relay = shard.accept(null, relay -> connection.client = new FakeLeg(relay, Direction.DOWNSTREAM));
        accepting = null;
        connections.add(connection);
        return connection;
    }

    /** A client of the fleet that has asked for its upgrade. */
    Connection ask(int client) {
        Connection connection = accept();
        connection.fromClient(Faults.head(client));
        return connection;
    }

    /** A client of the fleet that the server has accepted. */
    Connection open(int client) {
        Connection connection = ask(client);
        connection.relay.connected();
        connection.server.sent.setLength(0);
        return connection;
    }

    /** Buffers that nobody has released. */
    long leaked() {
        return buffers.stream().filter(buffer -> buffer.refCnt() != 0).count();
    }

    private Leg dial(Relay relay) {
        Connection connection = accepting != null ? accepting : connectionOf(relay);
        connection.server = new FakeLeg(relay, Direction.UPSTREAM);
        dialled.add(connection);
        return connection.server;
    }

    private Connection connectionOf(Relay relay) {
        return connections.stream().filter(c -> c.relay == relay).findFirst().orElseThrow();
    }

    /** Both ends of a relay. */
    @SuppressWarnings("NullAway.Init")
    final class Connection {
        Relay relay;
        FakeLeg client;
        FakeLeg server;

        boolean isDialled() {
            return dialled.contains(this);
        }

        void fromClient(String text) {
            arrived(Direction.UPSTREAM, text);
        }

        void fromServer(String text) {
            arrived(Direction.DOWNSTREAM, text);
        }

        private void arrived(Direction direction, String text) {
            ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
            buffers.add(bytes);
            relay.arrived(direction, bytes);
            relay.readComplete(direction);
        }
    }
}
