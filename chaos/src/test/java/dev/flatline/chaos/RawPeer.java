package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One end of a TCP connection, blocking, with a limit on every wait. */
public final class RawPeer implements AutoCloseable {

    public final Socket socket;

    public RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void expect(String text) throws IOException {
        assertEquals(text, new String(socket.getInputStream().readNBytes(text.length()), StandardCharsets.ISO_8859_1));
    }

    public void expectFin() throws IOException {
        assertEquals(-1, socket.getInputStream().read());
    }

    public void expectRst() {
        SocketException failure = assertThrows(
                SocketException.class, () -> socket.getInputStream().readAllBytes());
        assertEquals("Connection reset", failure.getMessage());
    }

    public void expectNothing() throws IOException {
        assertEquals(0, socket.getInputStream().available());
    }

    /** No byte, FIN or RST has reached this end: call it behind a barrier, it does not wait for them. */
    public void expectStillOpen() throws IOException {
        socket.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
    }

    public void fin() throws IOException {
        socket.shutdownOutput();
    }

    public void rst() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
