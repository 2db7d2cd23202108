package dev.flatline.chaos.toxic.network;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.line.RadioWakeUp;

/** After a silence the first bytes pay for waking a phone's radio, and what comes meanwhile waits behind them. */
public final class RadioWakeUpToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "radio_wakeup", "delays the first bytes after a silence, as a phone's radio does", Stream.UPSTREAM)
            .whole("idle", 10_000, "milliseconds of silence after which the radio sleeps, 1 to 86400000")
            .whole("wake", 100, "milliseconds that waking takes, 0 to 86400000")
            .make(RadioWakeUpToxic::new);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final Values values;
    private final RadioWakeUp model;

    private RadioWakeUpToxic(Values values) {
        this.values = values;
        this.model = new RadioWakeUp(
                values.whole("idle", 1, DAY_MILLIS) * NANOS_PER_MILLI,
                values.whole("wake", 0, DAY_MILLIS) * NANOS_PER_MILLI);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return LineStage.of(link, direction, link.outlet(direction), model);
    }
}
