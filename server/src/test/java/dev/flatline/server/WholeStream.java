package dev.flatline.server;

import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an echo server has to answer to a client's frames, found the simple way: with the whole stream at hand and the JDK's
 * UTF-8. Stops at a frame that is not whole.
 */
final class WholeStream {

    private static final int OPEN = -1;

    private final byte[] stream;
    private final int limit;
    private final ByteBuf answers = Unpooled.buffer();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int at;
    private int kind;
    /** The code that the server closes with; 0 after the client's Close frame, -1 while nobody has closed. */
    private int close = OPEN;

    WholeStream(byte[] stream, int limit) {
        this.stream = stream;
        this.limit = limit;
        while (close == OPEN && frame()) {}
    }

    /** Whether the stream breaks a rule, or may be about to in the frame that is not whole. */
    boolean isViolated() {
        return close > 0;
    }

    int closeCode() {
        return close;
    }

    /** Whether the client's Close frame was answered. */
    boolean isClosedByClient() {
        return close == 0;
    }

    /** Whether the stream ends inside a frame: what its part may show already is not looked at. */
    boolean endsInsideAFrame() {
        return close == OPEN && at < stream.length;
    }

    /** Everything up to a violation. */
    String answers() {
        return answers.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean frame() {
        if (stream.length - at < 2) {
            return false;
        }
        int first = stream[at] & 0xFF;
        int second = stream[at + 1] & 0xFF;
        int opcode = first & 0x0F;
        boolean control = opcode >= 8;
        boolean known = opcode <= 2 || (opcode >= 8 && opcode <= 10);
        boolean inOrder = control || (opcode == 0) == (kind != 0);
        if ((first & 0x70) != 0 || !known || second < 0x80 || !inOrder) {
            return closes(1002);
        }
        if (control && (first < 0x80 || (second & 0x7F) > 125)) {
            return closes(1002);
        }
        int extra = (second & 0x7F) == 127 ? 8 : (second & 0x7F) == 126 ? 2 : 0;
        int head = 2 + extra + 4;
        if (stream.length - at < head) {
            return false;
        }
        long length = second & 0x7F;
        if (extra > 0) {
            length = extra == 2
                    ? ByteBuffer.wrap(stream).getShort(at + 2) & 0xFFFF
                    : ByteBuffer.wrap(stream).getLong(at + 2);
            if (length < (extra == 2 ? 126 : 65_536)) {
                return closes(1002);
            }
        }
        if (length > limit || (!control && length + message.size() > limit)) {
            return closes(1009);
        }
        if (stream.length - at - head < length) {
            return false;
        }
        byte[] payload = Arrays.copyOfRange(stream, at + head, at + head + (int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= stream[at + head - 4 + i % 4];
        }
        at += head + payload.length;
        return control ? control(opcode, payload) : data(opcode, first >= 0x80, payload);
    }

    private boolean control(int opcode, byte[] payload) {
        if (opcode == 9) {
            FrameWriter.pong(answers, Unpooled.wrappedBuffer(payload));
        } else if (opcode == 8) {
            return clientCloses(payload);
        }
        return true;
    }

    private boolean clientCloses(byte[] payload) {
        if (payload.length == 0) {
            FrameWriter.close(answers);
            return closes(0);
        }
        int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        if (!CloseCodes.mayBeSent(code)) {
            return closes(1002);
        }
        if (!isUtf8(Arrays.copyOfRange(payload, 2, payload.length), true)) {
            return closes(1007);
        }
        FrameWriter.close(answers, code, "");
        return closes(0);
    }

    private boolean data(int opcode, boolean last, byte[] payload) {
        kind = opcode == 0 ? kind : opcode;
        message.writeBytes(payload);
        byte[] whole = message.toByteArray();
        if (kind == 1 && !isUtf8(whole, last)) {
            return closes(1007);
        }
        if (last) {
            if (kind == 1) {
                FrameWriter.text(answers, whole);
            } else {
                FrameWriter.binary(answers, Unpooled.wrappedBuffer(whole));
            }
            kind = 0;
            message.reset();
        }
        return true;
    }

    private boolean closes(int code) {
        close = code;
        return false;
    }

    private static boolean isUtf8(byte[] bytes, boolean end) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), end)
                .isError();
    }
}
