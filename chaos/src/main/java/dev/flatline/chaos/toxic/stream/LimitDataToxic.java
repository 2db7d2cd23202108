package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.PassStage;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;

/**
 * Passes exactly so many bytes of a connection, counted from when the toxic was put on it, and closes it then; with 0 at
 * the first byte. The count goes on when the toxic is updated.
 */
public final class LimitDataToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("limit_data", "closes the connection after so many bytes")
            .whole("bytes", 0, "bytes that pass")
            .make(LimitDataToxic::new);

    private final Values values;
    private final long maxBytes;

    private LimitDataToxic(Values values) {
        this.values = values;
        this.maxBytes = Math.max(0, values.whole("bytes"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        long passed = link.replaced(direction) instanceof Counting before ? before.passedBytes : 0;
        return new Counting(link, direction, passed);
    }

    private final class Counting extends PassStage {
        private final Link link;
        private final Direction direction;
        private long passedBytes;
        private boolean reached;

        Counting(Link link, Direction direction, long passedBytes) {
            super(link, direction);
            this.link = link;
            this.direction = direction;
            this.passedBytes = passedBytes;
        }

        @Override
        public void bytes(ByteBuf bytes, long atNanos) {
            long left = Math.max(0, maxBytes - passedBytes);
            if (reached) {
                bytes.release();
                return;
            }
            reached = bytes.readableBytes() >= left;
            if (!reached) {
                passedBytes += bytes.readableBytes();
                next().bytes(bytes, atNanos);
                return;
            }
            passedBytes += left;
            bytes.writerIndex(bytes.readerIndex() + (int) left);
            next().bytes(bytes, atNanos);
            link.injected(direction, "limit", (double) maxBytes, (double) passedBytes);
            link.close();
        }
    }
}
