package dev.flatline.chaos.toxic.network;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.line.CorrelatedLoss;
import dev.flatline.core.fault.line.Correlation;
import dev.flatline.core.fault.line.GilbertElliott;
import dev.flatline.core.fault.line.LossLine;
import dev.flatline.core.fault.line.LossModel;
import dev.flatline.core.fault.line.Retransmission;
import java.util.List;

/**
 * Loss of packets as what TCP makes of it: delay, never missing bytes. A heartbeat that is alone on the line waits for the
 * retransmission timer, and twice as long each time it is lost again; a stream loses a round trip.
 */
public final class LossToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "loss", "delays bytes as TCP does when packets are lost", Stream.BOTH)
            .word("model", "random", List.of("random", "gilbert_elliott"), "random or gilbert_elliott")
            .real("probability", 0.01, "of a loss, 0 to 1 (random)")
            .real("correlation", 0, "how much a loss takes after the one before it, 0 to 1 (random)")
            .real("p", 0.01, "how probably good turns bad, 0 to 1 (gilbert_elliott)")
            .real("r", 0.25, "how probably bad turns good, more than 0 to 1 (gilbert_elliott)")
            .real("loss_bad", 1, "loss in the bad state, 0 to 1 (gilbert_elliott)")
            .real("loss_good", 0, "loss in the good state, 0 to 1 (gilbert_elliott)")
            .whole("rtt", 100, "milliseconds that a fast retransmission takes, 0 to 60000")
            .whole("rto_min", 200, "milliseconds of the first retransmission timeout, 1 to 120000")
            .make(LossToxic::new);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Values values;
    private final LossLine model;

    private LossToxic(Values values) {
        this.values = values;
        Retransmission linux = Retransmission.LINUX;
        Retransmission retransmission = new Retransmission(
                values.whole("rto_min", 1, 120_000) * NANOS_PER_MILLI,
                linux.rtoMaxNanos(),
                values.whole("rtt", 0, 60_000) * NANOS_PER_MILLI,
                linux.maxLosses());
        this.model = new LossLine(loss(values), retransmission);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return LineStage.of(link, direction, link.outlet(direction), model);
    }

    private static LossModel loss(Values values) {
        if (values.text("model").equals("random")) {
            Correlation correlation = new Correlation(values.real("correlation", 0, 1));
            return new CorrelatedLoss(values.real("probability", 0, 1), correlation);
        }
        return new GilbertElliott(
                values.real("p", 0, 1),
                values.real("r", Double.MIN_VALUE, 1),
                values.real("loss_bad", 0, 1),
                values.real("loss_good", 0, 1));
    }
}
