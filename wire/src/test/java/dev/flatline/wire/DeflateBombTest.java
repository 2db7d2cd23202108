package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small message that inflates to a gigabyte costs no more than the limit. */
class DeflateBombTest {

    private static final int LIMIT = 1 << 20;
    private static final int BLOCK_BYTES = 16 << 20;
    private static final int BLOCKS = 64;

    private final PeakAllocator allocator = new PeakAllocator();

    @ParameterizedTest(name = "with takeover: {0}")
    @ValueSource(booleans = {false, true})
    void stopsAtTheLimit(boolean takeover) throws DataFormatException {
        byte[] block = zeroes();
        assertEquals(BLOCK_BYTES, inflatedBytes(block), "one of " + BLOCKS + " blocks that make a gigabyte");
        ByteBuf in = allocator.buffer(block.length * BLOCKS + FrameHeader.MAX_BYTES);
        FrameHeader.write(
                in, FrameHeader.FIN | FrameHeader.COMPRESSED | Opcode.BINARY, (long) block.length * BLOCKS, false);
        for (int i = 0; i < BLOCKS; i++) {
            in.writeBytes(block);
        }
        FrameLimits limits = new FrameLimits(LIMIT, LIMIT);
        DeflateEnd end =
                takeover ? DeflateEnd.keeping(FrameRole.CLIENT, limits) : DeflateEnd.of(FrameRole.CLIENT, limits);
        allocator.forgetPeak();
        long before = allocator.heldBytes();

        ProtocolViolation violation = end.read(in);

        assertNotNull(violation);
        assertEquals(1009, violation.closeCode());
        assertEquals("a message inflates to more than 1048576 bytes", violation.message());
        assertEquals(List.of(), end.calls());
        long peak = allocator.peakBytes() - before;
        assertTrue(peak >= LIMIT && peak <= LIMIT + MessageInflater.CHUNK_BYTES, peak + " bytes at the peak");
        end.close();
        assertEquals(0, allocator.heldBytes());
    }

    private static byte[] zeroes() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] out = new byte[BLOCK_BYTES / 500];
        deflater.setInput(new byte[BLOCK_BYTES]);
        int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static long inflatedBytes(byte[] deflated) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(deflated);
        byte[] out = new byte[1 << 16];
        while (inflater.inflate(out) > 0) {
            assertTrue(inflater.getBytesWritten() <= BLOCK_BYTES);
        }
        long bytes = inflater.getBytesWritten();
        inflater.end();
        return bytes;
    }
}
