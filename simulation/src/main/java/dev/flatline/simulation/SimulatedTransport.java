package dev.flatline.simulation;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.time.Timers;
import org.jspecify.annotations.Nullable;

/** A client's socket in the simulator. */
final class SimulatedTransport implements Transport {

    private final int client;
    private final Endpoint endpoint;
    private final NetworkModel model;
    private final Timers timers;
    private @Nullable SimulatedConnection connection;
    private @Nullable Listener listener;
    private boolean open;
    private long attempt;

    SimulatedTransport(int client, Endpoint endpoint, NetworkModel model, Timers timers) {
        this.client = client;
        this.endpoint = endpoint;
        this.model = model;
        this.timers = timers;
    }

    /** The connection request takes its time; its answer is known at once, and the upgrade request is on its way. */
    @Override
    public void connect(Listener next) {
        abort();
        listener = next;
        long mine = ++attempt;
        timers.after(model.oneWayNanos(), () -> {
            if (mine == attempt && listener != null) {
                connected(next, endpoint.connect(client, frame -> receive(mine, frame)));
            }
        });
    }

    private void connected(Listener told, @Nullable SimulatedConnection answer) {
        if (answer == null) {
            ended(told, CloseCause.REFUSED, 0);
            return;
        }
        connection = answer;
        told.onConnected();
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
    public void close(int code, String reason) {
        if (open) {
            send(Frame.close(code));
            letGo();
        } else {
            abort();
        }
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
            case REJECT -> ended(told, CloseCause.UPGRADE_REJECTED, (int) frame.number());
            case CLOSE -> {
                connection.fromClient(frame);
                ended(told, CloseCause.CLOSE_FRAME, (int) frame.number());
            }
            case FIN -> ended(told, CloseCause.END_OF_STREAM, 0);
            case RST -> ended(told, CloseCause.RESET, 0);
            case REQUEST -> throw new IllegalStateException("a server never sends " + frame.kind());
        }
    }

    private void ended(Listener told, CloseCause cause, int code) {
        letGo();
        told.onClosed(cause, code);
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
