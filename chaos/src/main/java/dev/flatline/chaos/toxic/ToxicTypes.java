package dev.flatline.chaos.toxic;

import dev.flatline.chaos.toxic.connect.AcceptHangToxic;
import dev.flatline.chaos.toxic.connect.AcceptRateToxic;
import dev.flatline.chaos.toxic.connect.BadAcceptKeyToxic;
import dev.flatline.chaos.toxic.connect.RefuseToxic;
import dev.flatline.chaos.toxic.connect.ResetToxic;
import dev.flatline.chaos.toxic.connect.SlowUpgradeToxic;
import dev.flatline.chaos.toxic.connect.UpgradeReplyToxic;
import dev.flatline.chaos.toxic.frame.FrameCloseToxic;
import dev.flatline.chaos.toxic.frame.FrameCoalesceToxic;
import dev.flatline.chaos.toxic.frame.FrameCorruptToxic;
import dev.flatline.chaos.toxic.frame.FrameDelayToxic;
import dev.flatline.chaos.toxic.frame.FrameDropToxic;
import dev.flatline.chaos.toxic.frame.FrameDuplicateToxic;
import dev.flatline.chaos.toxic.frame.FrameInjectToxic;
import dev.flatline.chaos.toxic.frame.FrameSplitToxic;
import dev.flatline.chaos.toxic.frame.FrameTruncateToxic;
import dev.flatline.chaos.toxic.frame.SwallowCloseToxic;
import dev.flatline.chaos.toxic.network.DelayToxic;
import dev.flatline.chaos.toxic.network.LossToxic;
import dev.flatline.chaos.toxic.network.NetworkToxic;
import dev.flatline.chaos.toxic.network.RadioWakeUpToxic;
import dev.flatline.chaos.toxic.silence.HalfOpenToxic;
import dev.flatline.chaos.toxic.silence.IdleEvictToxic;
import dev.flatline.chaos.toxic.silence.MaxLifetimeToxic;
import dev.flatline.chaos.toxic.stream.BandwidthToxic;
import dev.flatline.chaos.toxic.stream.LatencyToxic;
import dev.flatline.chaos.toxic.stream.LimitDataToxic;
import dev.flatline.chaos.toxic.stream.NoopToxic;
import dev.flatline.chaos.toxic.stream.ResetPeerToxic;
import dev.flatline.chaos.toxic.stream.SlicerToxic;
import dev.flatline.chaos.toxic.stream.SlowCloseToxic;
import dev.flatline.chaos.toxic.stream.TimeoutToxic;
import java.util.List;
import java.util.Optional;

/** Every type of toxic there is: the one list that a new one is added to. */
public final class ToxicTypes {

    private static final List<ToxicType> ALL = List.of(
            LatencyToxic.TYPE,
            BandwidthToxic.TYPE,
            SlowCloseToxic.TYPE,
            TimeoutToxic.TYPE,
            ResetPeerToxic.TYPE,
            SlicerToxic.TYPE,
            LimitDataToxic.TYPE,
            NoopToxic.TYPE,
            HalfOpenToxic.TYPE,
            IdleEvictToxic.TYPE,
            MaxLifetimeToxic.TYPE,
            ResetToxic.TYPE,
            RefuseToxic.TYPE,
            AcceptHangToxic.TYPE,
            AcceptRateToxic.TYPE,
            SlowUpgradeToxic.TYPE,
            UpgradeReplyToxic.TYPE,
            BadAcceptKeyToxic.TYPE,
            DelayToxic.TYPE,
            LossToxic.TYPE,
            RadioWakeUpToxic.TYPE,
            NetworkToxic.TYPE,
            FrameDropToxic.TYPE,
            FrameDelayToxic.TYPE,
            FrameDuplicateToxic.TYPE,
            FrameTruncateToxic.TYPE,
            FrameCorruptToxic.TYPE,
            FrameSplitToxic.TYPE,
            FrameCoalesceToxic.TYPE,
            FrameInjectToxic.TYPE,
            FrameCloseToxic.TYPE,
            SwallowCloseToxic.TYPE);

    private ToxicTypes() {}

    /** All of them: Toxiproxy's first, then ours. */
    public static List<ToxicType> all() {
        return ALL;
    }

    /** The type of a name. */
    public static Optional<ToxicType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
