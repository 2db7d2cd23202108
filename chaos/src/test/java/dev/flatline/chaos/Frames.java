package dev.flatline.chaos;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.FrameLimits;
import dev.flatline.wire.FrameListener;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.Masking;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** WebSocket frames as strings of one character a byte, and what a reader makes of such a string. */
final class Frames {

    static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    private static final int KEY = 0x11223344;

    private Frames() {}

    /** A frame as a server sends it. */
    static String frame(int firstByte, String payload) {
        return frame(firstByte, payload, false);
    }

    static String text(String payload) {
        return frame(FrameHeader.FIN | Opcode.TEXT, payload);
    }

    static String ping(String payload) {
        return frame(FrameHeader.FIN | Opcode.PING, payload);
    }

    static String pong(String payload) {
        return frame(FrameHeader.FIN | Opcode.PONG, payload);
    }

    static String close(int code) {
        return frame(FrameHeader.FIN | Opcode.CLOSE, "" + (char) (code >>> 8) + (char) (code & 0xFF));
    }

    /** The same frames as a client sends them. */
    static String masked(String frames) {
        ByteBuf bytes = Unpooled.copiedBuffer(frames, StandardCharsets.ISO_8859_1);
        StringBuilder masked = new StringBuilder();
        while (bytes.isReadable()) {
            int header = FrameHeader.bytes(bytes);
            int first = bytes.getUnsignedByte(bytes.readerIndex());
            int length = header == 2
                    ? bytes.getByte(bytes.readerIndex() + 1)
                    : bytes.getUnsignedShort(2 + bytes.readerIndex());
            String payload = bytes.toString(bytes.readerIndex() + header, length, StandardCharsets.ISO_8859_1);
            bytes.skipBytes(header + length);
            masked.append(frame(first, payload, true));
        }
        bytes.release();
        return masked.toString();
    }

    /** What a client reads in what a server sent, a line each; the last line is the violation, if there is one. */
    static List<String> readByClient(CharSequence bytes) {
        return read(bytes, FrameRole.CLIENT);
    }

    /** What a server reads in what a client sent. */
    static List<String> readByServer(CharSequence bytes) {
        return read(bytes, FrameRole.SERVER);
    }

    private static List<String> read(CharSequence bytes, FrameRole role) {
        Lines lines = new Lines();
        FrameReader reader = new FrameReader(role, FrameLimits.DEFAULT);
        ByteBuf in = Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1);
        ProtocolViolation violation = reader.read(in, lines);
        if (violation != null) {
            lines.all.add("violation " + violation.message());
        }
        reader.close();
        return lines.all;
    }

    private static String frame(int firstByte, String payload, boolean masked) {
        ByteBuf bytes = Unpooled.buffer();
        FrameHeader.write(bytes, firstByte, payload.length(), masked);
        if (masked) {
            bytes.writeInt(KEY);
        }
        int start = bytes.writerIndex();
        bytes.writeCharSequence(payload, StandardCharsets.ISO_8859_1);
        if (masked) {
            Masking.apply(bytes, start, payload.length(), KEY);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static final class Lines implements FrameListener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void onText(ByteBuf payload) {
            add("text ", payload);
        }

        @Override
        public void onBinary(ByteBuf payload) {
            add("binary ", payload);
        }

        @Override
        public void onFragment() {
            all.add("fragment");
        }

        @Override
        public void onPing(ByteBuf payload) {
            add("ping ", payload);
        }

        @Override
        public void onPong(ByteBuf payload) {
            add("pong ", payload);
        }

        @Override
        public void onClose(int code, String reason) {
            all.add("close " + code + " " + reason);
        }

        private void add(String kind, ByteBuf payload) {
            all.add(kind + payload.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
