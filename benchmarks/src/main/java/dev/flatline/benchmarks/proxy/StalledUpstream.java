package dev.flatline.benchmarks.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listener that accepts nobody and whose queue is full: whoever connects waits. */
final class StalledUpstream implements AutoCloseable {

    private static final int MAX_QUEUED = 16;
    private static final int FULL_MILLIS = 300;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    /** Listens and fills the queue. */
    StalledUpstream() throws IOException {
        while (connects()) {
            if (queued.size() == MAX_QUEUED) {
                close();
                throw new IOException("a listener that accepts nobody still takes connections");
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Whether one more connection goes through. */
    private boolean connects() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(listener.getLocalSocketAddress(), FULL_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
