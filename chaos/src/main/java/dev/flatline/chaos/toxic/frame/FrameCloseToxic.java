package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Close frame that no peer sent, once a connection: to the client on {@code downstream}, to the server on
 * {@code upstream}, or to both. It is put between two frames, once the connection is upgraded. The answer goes to the other
 * peer, as if that had been closed, unless it is swallowed.
 */
public final class FrameCloseToxic extends FrameToxic {

    private static final int MOST_REASON_BYTES = FrameHeader.MAX_CONTROL_PAYLOAD - Short.BYTES;

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "frame_close", "sends a WebSocket Close frame in a peer's stead", Stream.DOWNSTREAM)
            .whole("code", CloseCodes.GOING_AWAY, "0 to 65535; 1005 for a Close frame without a code")
            .text("reason", "", "at most 123 bytes of UTF-8")
            .whole("after", 0, "milliseconds from when it hits a connection, 0 to 86400000")
            .word("then", Closing.NOTHING, List.of(Closing.NOTHING, Closing.FIN, Closing.RST), "nothing, fin or rst")
            .flag("swallow", false, "whether the Close frame that answers is swallowed")
            .make(FrameCloseToxic::new);

    private final Closing.Plan plan;

    private FrameCloseToxic(Values values) {
        super(TYPE, values);
        String reason = values.text("reason");
        int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_REASON_BYTES) {
            throw new IllegalArgumentException("reason: " + bytes + " bytes of UTF-8, accepted are at most 123");
        }
        this.plan = new Closing.Plan(
                (int) values.whole("code", 0, 0xFFFF),
                reason,
                values.whole("after", 0, DAY_MILLIS) * NANOS_PER_MILLI,
                values.text("then"),
                values.flag("swallow"));
    }

    @Override
    public void open(Link link) {
        Closing.begin(link, plan);
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        throw new IllegalStateException("the stages of both directions belong together");
    }
}
