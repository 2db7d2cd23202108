package dev.flatline.simulation;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.time.Timers;
import org.jspecify.annotations.Nullable;

/** A client's socket in the simulator. */
final class SimulatedTransport implements Transport {

    private final int client;
    private final SimulatedNetwork network;
    private final NetworkModel model;
    private final Timers timers;
    private @Nullable SimulatedConnection connection;
    private @Nullable Listener listener;
    private boolean open;
    private long attempt;

    SimulatedTransport(int client, SimulatedNetwork network, NetworkModel model, Timers timers) {
        this.client = client;
        this.network = network;
        this.model = model;
        this.timers = timers;
    }

    /** The proxy answers the SYN whatever becomes of the request: a round trip, and the request is on its way. */
    @Override
    public void connect(Listener next) {
        abort();
        listener = next;
        long mine = ++attempt;
        timers.after(model.oneWayNanos(), () -> {
            if (mine == attempt && listener != null) {
                listener.onConnected();
                connection = network.open(client, frame -> receive(mine, frame));
            }
        });
    }

    @Override
    public void sendText(byte[] utf8) {
        send(Frame.text(utf8));
    }

    @Override
    public void ping(long payload) {
        send(Frame.ping(payload));
    }

    @Override
    public void close(int code) {
        send(Frame.close(code));
        letGo();
    }

    @Override
    public void abort() {
        if (connection != null) {
            connection.fromClient(Frame.RST);
        }
        letGo();
    }

    private void send(Frame frame) {
        if (open && connection != null) {
            connection.fromClient(frame);
        }
    }

    private void receive(long attemptOfFrame, Frame frame) {
        Listener told = listener;
        if (attemptOfFrame != attempt || told == null || connection == null) {
            return;
        }
        switch (frame.kind()) {
            case ACCEPT -> {
                open = true;
                told.onOpen();
            }
            case PING -> {
                connection.fromClient(Frame.pong(frame.number()));
                told.onBytes();
            }
            case PONG -> told.onPong(frame.number());
            case TEXT -> told.onText(frame.payload());
            case FIN -> ended(told, CloseCause.END_OF_STREAM);
            case RST -> ended(told, CloseCause.RESET);
            case CLOSE, REQUEST -> throw new IllegalStateException("the simulated server never sends " + frame.kind());
        }
    }

    private void ended(Listener told, CloseCause cause) {
        letGo();
        told.onClosed(cause, 0);
    }

    private void letGo() {
        if (connection != null) {
            connection.clientGone();
        }
        connection = null;
        listener = null;
        open = false;
    }
}
