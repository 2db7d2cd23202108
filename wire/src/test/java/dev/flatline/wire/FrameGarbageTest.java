package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A peer may send anything: the reader neither throws nor leaks. */
class FrameGarbageTest {

    @Test
    void survivesDamagedStreams() {
        for (int seed = 0; seed < 5_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("garbage", 0);
            Wire wire = new Wire();
            FrameReader reader = new FrameReader(FrameRole.SERVER, new FrameLimits(1000, 2000));
            for (int i = 0; i < 8; i++) {
                ByteBuf in = wire.empty();
                MaskedFrameWriter.text(in, random.nextInt(), "some text");
                MaskedFrameWriter.ping(in, random.nextInt(), Wire.utf8("ping"));
                in.setByte(random.nextInt(in.writerIndex()), random.nextInt());
                in.writerIndex(random.nextInt(in.writerIndex() + 1));
                reader.read(in, new RecordingListener());
                assertEquals(0, in.readableBytes(), "seed " + seed);
                in.release();
            }

            reader.close();

            assertEquals(0, wire.heldBytes(), "seed " + seed);
        }
    }
}
