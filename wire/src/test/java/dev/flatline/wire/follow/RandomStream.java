package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Masking;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Frames of all kinds, forms of length and masks, one behind the other, and where each of them lies. */
final class RandomStream {

    private static final int[] OPCODES = {0, 1, 2, 3, 7, 8, 9, 10, 11, 15};
    private static final int[] LENGTHS = {0, 1, 2, 7, 125, 126, 127, 300, 65535, 65536, 70000};

    final List<Frame> frames = new ArrayList<>();
    final byte[] bytes;

    RandomStream(RandomGenerator random, int count, int longest) {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < count; i++) {
            int opcode = OPCODES[random.nextInt(OPCODES.length)];
            int length = random.nextBoolean()
                    ? random.nextInt(0, Math.min(longest, 126))
                    : Math.min(longest, LENGTHS[random.nextInt(LENGTHS.length)]);
            int payload = opcode >= 8 ? Math.min(length, 125) : length;
            append(out, (random.nextInt(16) << 4) | opcode, random.nextBoolean(), random, payload);
        }
        bytes = ByteBufUtil.getBytes(out);
    }

    /** Ends of reads, at random, the last of them the stream's end. */
    int[] cuts(RandomGenerator random) {
        int longest = random.nextInt(1, 1 << random.nextInt(1, 17));
        return IntStream.concat(
                        IntStream.iterate(random.nextInt(1, longest + 1), at -> at + random.nextInt(1, longest + 1))
                                .takeWhile(at -> at < bytes.length),
                        IntStream.of(bytes.length))
                .toArray();
    }

    private void append(ByteBuf out, int first, boolean masked, RandomGenerator random, int length) {
        int start = out.writerIndex();
        int mask = masked ? random.nextInt() : 0;
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        FrameHeader.write(out, first, length, masked);
        if (masked) {
            out.writeInt(mask);
        }
        int payloadStart = out.writerIndex();
        out.writeBytes(payload);
        Masking.apply(out, payloadStart, length, mask);
        frames.add(new Frame(first, masked, mask, length, start, payloadStart));
    }

    record Frame(int firstByte, boolean masked, int mask, long length, int start, int payloadStart) {

        int opcode() {
            return firstByte & 15;
        }

        int end() {
            return payloadStart + (int) length;
        }
    }
}
