package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Transports of clients without a supervisor, the network and the server: writes down what both ends and the ledger hear. */
final class NetworkRig implements ServerEvents, FaultEvents {

    static final long HANDSHAKE_MILLIS = 100;
    private static final int CLIENTS = 10;

    private final VirtualTime time = new VirtualTime();
    private final NetworkModel model = new NetworkModel(60_000, 20_000, MILLISECONDS.toNanos(HANDSHAKE_MILLIS));
    private final Map<Integer, Transport> transports = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> ledger = new ArrayList<>();
    final SimulatedNetwork network = new SimulatedNetwork(plan(), time, new SimulatedServer(plan(), time, this), this);

    private SimulationPlan plan() {
        ReconnectPolicy never = (loss, random) -> Retry.NEVER;
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, never, 1);
        LoadPlan load = LoadPlan.of(CLIENTS, new ConstantRate(1), client);
        return new SimulationPlan(
                new Seeds(1),
                load,
                HeartbeatRule.NONE,
                Plain.DIALECT,
                DetectorKind.DEFAULT,
                new FaultPlan(List.of()),
                model);
    }

    void connect(int client) {
        transport(client).connect(new Ears());
        pass(1);
    }

    /** Opens a connection and forgets what was heard of that. */
    void open(int client) {
        connect(client);
        pass(2 * HANDSHAKE_MILLIS);
        heard.clear();
    }

    void abort(int client) {
        transport(client).abort();
    }

    private Transport transport(int client) {
        return transports.computeIfAbsent(client, fresh -> new SimulatedTransport(fresh, network, model, time));
    }

    void pass(long millis) {
        time.advance(MILLISECONDS.toNanos(millis));
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    List<String> ledger() {
        return List.copyOf(ledger);
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        heard.add("server opened");
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        heard.add("server closed " + cause.label());
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        ledger.add("began " + fault.index());
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        ledger.add("hit " + fault.index());
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        ledger.add("ended " + fault.index());
    }

    private final class Ears implements Transport.Listener {

        @Override
        public void onConnected() {
            heard.add("client connected");
        }

        @Override
        public void onSecured() {}

        @Override
        public void onOpen() {
            heard.add("client open");
        }

        @Override
        public void onBytes() {}

        @Override
        public void onPong(long payload) {}

        @Override
        public void onText(byte[] utf8) {}

        @Override
        public void onClosed(CloseCause cause, int code) {
            heard.add("client closed " + cause.label());
        }
    }
}
