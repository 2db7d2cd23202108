package dev.flatline.core.fault.network;

import dev.flatline.core.fault.line.BandwidthLine;
import dev.flatline.core.fault.line.DelayDistribution;
import dev.flatline.core.fault.line.DelayLine;
import dev.flatline.core.fault.line.LineModel;
import dev.flatline.core.fault.line.LossLine;
import dev.flatline.core.fault.line.LossModel;
import dev.flatline.core.fault.line.RadioWakeUp;
import dev.flatline.core.fault.line.Retransmission;
import java.util.List;
import java.util.stream.Stream;

/** The stacks that the profiles are made of, in milliseconds and kilobits. */
final class Links {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    private Links() {}

    /** Loss before bandwidth: a segment is lost as it was sent, before the narrow pipe slices it. */
    static List<LineModel> link(LossModel loss, int roundTripMillis, long kilobitsPerSecond, DelayDistribution delay) {
        return List.of(lossy(loss, roundTripMillis), narrow(kilobitsPerSecond), new DelayLine(delay));
    }

    /** The same behind a radio that sleeps. */
    static List<LineModel> behind(RadioWakeUp radio, List<LineModel> link) {
        return Stream.concat(Stream.of(radio), link.stream()).toList();
    }

    static LineModel narrow(long kilobitsPerSecond) {
        return new BandwidthLine(kilobitsPerSecond * 1_000 / 8);
    }

    static LineModel lossy(LossModel loss, int roundTripMillis) {
        return new LossLine(loss, Retransmission.LINUX.withRtt(roundTripMillis * MS));
    }
}
