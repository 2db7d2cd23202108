package dev.flatline.loadgen;

import dev.flatline.core.connection.TransportWorld.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server that does as it is told, on blocking sockets and with nothing of ours in it. */
final class ScriptedPeer implements AutoCloseable {

    private final ServerSocket listener;
    private final Thread acceptor;
    private final List<PeerConnection> connections = new CopyOnWriteArrayList<>();
    private volatile Reaction reaction = Reaction.ACCEPT;

    ScriptedPeer() throws IOException {
        this(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
    }

    /** One that listens on this socket, which may speak TLS. */
    ScriptedPeer(ServerSocket listener) {
        this.listener = listener;
        acceptor = daemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** A listener that is closed while a thread waits in accept still takes connections until that thread has left. */
    void reacts(Reaction next) throws IOException {
        reaction = next;
        if (next == Reaction.REFUSE) {
            listener.close();
            try {
                acceptor.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    List<PeerConnection> connections() {
        return connections;
    }

    PeerConnection latest() {
        return connections.get(connections.size() - 1);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                PeerConnection connection = new PeerConnection(listener.accept());
                Thread unused = daemon(() -> serve(connection));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void serve(PeerConnection connection) {
        try {
            connection.readRequest();
            connections.add(connection);
            switch (reaction) {
                case REJECT -> connection.reject();
                case ACCEPT -> {
                    connection.accept();
                    connection.serve();
                }
                default -> connection.serve();
            }
        } catch (IOException e) {
            // The end of the connection, whichever way it came, is what the caller wants to know.
            connection.ended = true;
        }
        connection.ended = true;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-peer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (PeerConnection connection : connections) {
            connection.reset();
        }
    }
}
