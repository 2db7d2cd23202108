package dev.flatline.simulation;

import dev.flatline.core.connection.TransportWorld.Reaction;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server that does as it is told, directly at the end of the clients' wires. What it counts is of its latest connection. */
final class ScriptedPeer implements Endpoint, ServerEnd {

    private final Timers timers;
    private @Nullable SimulatedConnection latest;
    private long connections;
    Reaction reaction = Reaction.ACCEPT;
    int pongs;
    int closeCode;
    boolean ended;

    ScriptedPeer(Timers timers) {
        this.timers = timers;
    }

    SimulatedConnection latest() {
        return Objects.requireNonNull(latest);
    }

    @Override
    public @Nullable SimulatedConnection connect(int client, Consumer<Frame> toClient) {
        if (reaction == Reaction.REFUSE) {
            return null;
        }
        SimulatedConnection connection = new SimulatedConnection(
                new SimulatedConnection.Ends(client, toClient, this),
                ++connections,
                timers,
                new Seeds(1),
                NetworkModel.LOOPBACK.line());
        latest = connection;
        pongs = 0;
        closeCode = 0;
        ended = false;
        connection.dial();
        return connection;
    }

    @Override
    public void receive(SimulatedConnection connection, Frame frame) {
        if (connection != latest) {
            return;
        }
        switch (frame.kind()) {
            case REQUEST -> answer(connection);
            case TEXT -> connection.fromServer(frame);
            case PING -> connection.fromServer(Frame.pong(frame.number()));
            case PONG -> pongs++;
            case CLOSE -> {
                closeCode = (int) frame.number();
                connection.fromServer(frame);
                ended = true;
            }
            case FIN, RST -> ended = true;
            default -> throw new AssertionError(frame.kind());
        }
    }

    private void answer(SimulatedConnection connection) {
        switch (reaction) {
            case ACCEPT -> connection.fromServer(Frame.ACCEPT);
            case REJECT -> connection.fromServer(Frame.reject(503));
            default -> {}
        }
    }
}
