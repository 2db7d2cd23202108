package dev.flatline.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client on a blocking socket with a time limit, that speaks and hears raw bytes. */
final class RawClient implements AutoCloseable {

    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private String answer = "";

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** Connects, upgrades, and has read the answer, which must be 101. */
    static RawClient upgraded(int port) throws IOException {
        return upgraded(port, VirtualServer.REQUEST);
    }

    /** Connects, sends this request, and has read the head of the answer, which must be 101. */
    static RawClient upgraded(int port, String request) throws IOException {
        RawClient client = connected(port, "127.0.0.1");
        String head = client.asks(request);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            client.close();
            throw new IOException(head);
        }
        client.answer = head;
        return client;
    }

    /** The head of the answer to an upgrade; the socket is closed. */
    static String answer(int port) throws IOException {
        try (RawClient client = connected(port, "127.0.0.1")) {
            return client.upgrades();
        }
    }

    /** Connects from an address of this machine. */
    static RawClient connected(int port, String from) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawClient(socket);
    }

    /** Asks for an upgrade; returns the head of the answer. */
    String upgrades() throws IOException {
        return asks(VirtualServer.REQUEST);
    }

    private String asks(String request) throws IOException {
        says(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        return head.toString();
    }

    /** The head of the answer to the upgrade request of {@link #upgraded}. */
    String answer() {
        return answer;
    }

    /** The next frame, of fewer than 126 bytes: its first byte and its payload in Latin-1. */
    String hearsFrame() throws IOException {
        char first = (char) in.readUnsignedByte();
        return first + hears(in.readUnsignedByte());
    }

    void says(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A masked text frame of fewer than 126 bytes, with mask 0. */
    void saysText(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        says(frame);
    }

    /** The next frame of any size: its first byte and its payload. */
    byte[] hearsLongFrame() throws IOException {
        int first = in.readUnsignedByte();
        int shortLength = in.readUnsignedByte();
        int length = switch (shortLength) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> shortLength;
        };
        byte[] frame = new byte[length + 1];
        frame[0] = (byte) first;
        in.readFully(frame, 1, length);
        return frame;
    }

    String hears(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** The payload of the next message, of fewer than 64 KiB; anything but a whole message is an error. */
    String message() throws IOException {
        int first = in.readUnsignedByte();
        if (first != 0x81 && first != 0x82) {
            throw new IOException("no message but a frame that begins with " + Integer.toHexString(first));
        }
        int length = in.readUnsignedByte();
        return hears(length < 126 ? length : in.readUnsignedShort());
    }

    /** The next byte, or -1 at the end of the stream. */
    int next() throws IOException {
        return in.read();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
