package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One end of a TCP connection, blocking, with a limit on every wait. */
final class RawPeer implements AutoCloseable {

    final Socket socket;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void expect(String text) throws IOException {
        assertEquals(text, new String(socket.getInputStream().readNBytes(text.length()), StandardCharsets.ISO_8859_1));
    }

    void expectFin() throws IOException {
        assertEquals(-1, socket.getInputStream().read());
    }

    void expectRst() {
        SocketException failure = assertThrows(
                SocketException.class, () -> socket.getInputStream().readAllBytes());
        assertEquals("Connection reset", failure.getMessage());
    }

    void expectNothing() throws IOException {
        assertEquals(0, socket.getInputStream().available());
    }

    /** No byte, FIN or RST has reached this end: call it behind a barrier, it does not wait for them. */
    void expectStillOpen() throws IOException {
        socket.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
    }

    void fin() throws IOException {
        socket.shutdownOutput();
    }

    void rst() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
