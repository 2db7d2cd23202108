package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameMatch;
import io.netty.buffer.ByteBuf;
import java.util.random.RandomGenerator;

/**
 * Frames are late by a uniform delay in [delay − jitter, delay + jitter), not below 0, counted from the arrival of their last
 * byte. Frames behind wait, or with {@code overtake} go on: control frames and whole messages, between two frames. Messages that
 * are compressed with a context that goes on from one to the next cannot be read in another order.
 */
public final class FrameDelayToxic extends FrameToxic {

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_delay", "delays WebSocket frames")
            .whole("delay", 100, "milliseconds, 0 to 86400000")
            .whole("jitter", 0, "milliseconds more or less, uniform, 0 to 86400000")
            .flag("overtake", false, "whether later frames may pass a late one, never within a message")
            .make(FrameDelayToxic::new);

    private final FrameMatch match;
    private final long delayNanos;
    private final long jitterNanos;
    private final boolean overtake;

    private FrameDelayToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.delayNanos = values.whole("delay", 0, DAY_MILLIS) * NANOS_PER_MILLI;
        this.jitterNanos = values.whole("jitter", 0, DAY_MILLIS) * NANOS_PER_MILLI;
        this.overtake = values.flag("overtake");
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        if (overtake) {
            return new OvertakingStage(link, direction, match, this::draw);
        }
        return new TimedFrameStage(link, direction, match) {
            @Override
            void passEdited(ByteBuf bytes, int index, long atNanos) {
                passLate(bytes, atNanos, draw(random()));
            }
        };
    }

    private long draw(RandomGenerator random) {
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(-jitterNanos, jitterNanos);
        return Math.max(0, delayNanos + jitter);
    }
}
