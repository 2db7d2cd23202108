package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.line.BandwidthLine;

/** A narrow pipe; at a rate of 0 nothing passes, the sender is held up, and nothing is lost. */
public final class BandwidthToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("bandwidth", "limits the rate")
            .whole("rate", 0, "kilobytes (1000 bytes) per second; 0 lets nothing pass")
            .make(BandwidthToxic::new);

    private static final long MOST_KILOBYTES = 1_000_000_000;

    private final Values values;
    private final BandwidthLine model;

    private BandwidthToxic(Values values) {
        this.values = values;
        long kilobytes = Math.max(0, Math.min(MOST_KILOBYTES, values.whole("rate")));
        this.model = new BandwidthLine(kilobytes * 1000);
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
