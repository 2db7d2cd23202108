package dev.flatline.loadgen;

import dev.flatline.core.SuppressForbidden;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection of the {@link ScriptedPeer}: RFC 6455 from the server's side on a blocking socket, for short frames. */
final class PeerConnection {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    /** When it was accepted, on the clock of the sessions of TLS. */
    final long acceptedMillis = wallClockMillis();

    final AtomicInteger pongs = new AtomicInteger();
    volatile int closeCode;
    volatile boolean ended;
    volatile @Nullable String request;

    PeerConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    @SuppressForbidden("the JDK stamps the sessions of TLS by this clock")
    private static long wallClockMillis() {
        return Clock.systemUTC().millis();
    }

    /** Reads the request head. */
    void readRequest() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        request = head.toString();
    }

    String header(String name) {
        return String.valueOf(request)
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** Whether it resumed a session of TLS that is older than itself. Once the request has been read. */
    boolean isResumed() {
        return ((SSLSocket) socket).getSession().getCreationTime() < acceptedMillis;
    }

    void accept() throws IOException {
        send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + acceptFor(header("Sec-WebSocket-Key")) + "\r\n\r\n");
    }

    void reject() throws IOException {
        send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        socket.close();
    }

    /** Echoes and answers until the connection is over. */
    void serve() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0F;
            byte[] payload = new byte[in.readUnsignedByte() & 0x7F];
            byte[] mask = new byte[4];
            in.readFully(mask);
            in.readFully(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            switch (opcode) {
                case TEXT -> frame(TEXT, payload);
                case PING -> frame(PONG, payload);
                case PONG -> pongs.incrementAndGet();
                case CLOSE -> {
                    closeCode = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
                    frame(CLOSE, payload);
                    socket.close();
                    return;
                }
                default -> throw new IOException("opcode " + opcode);
            }
        }
    }

    void ping() throws IOException {
        frame(PING, new byte[] {'?'});
    }

    void close(int code) throws IOException {
        frame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void fin() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void frame(int opcode, byte[] payload) throws IOException {
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        raw(frame);
    }

    private void send(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String acceptFor(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder().encodeToString(sha1.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
