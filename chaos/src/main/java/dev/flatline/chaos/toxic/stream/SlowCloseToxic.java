package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;

/** Bytes pass; the end of the direction is late. */
public final class SlowCloseToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("slow_close", "delays the end of a direction, and no byte")
            .whole("delay", 0, "milliseconds")
            .make(SlowCloseToxic::new);

    private final Values values;
    private final long delayNanos;

    private SlowCloseToxic(Values values) {
        this.values = values;
        this.delayNanos = Saturated.millis(values.whole("delay"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return LineStage.delaying(
                link,
                direction,
                (arrivedNanos, bytes, random) -> bytes == 0 ? arrivedNanos + delayNanos : arrivedNanos);
    }
}
