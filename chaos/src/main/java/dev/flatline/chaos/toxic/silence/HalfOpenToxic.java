package dev.flatline.chaos.toxic.silence;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.DiscardStage;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import java.util.List;

/**
 * A direction falls silent: nothing passes, and FIN and RST are withheld until the toxic is taken off. In both directions
 * a new connection is accepted, as a kernel does, and hangs.
 *
 * <p>A proxy's kernel acknowledges what it has read, but for the last mode; only what is done here differs:
 * <ul>
 *   <li>{@code drop}: as if packets were lost on the way: what was sent meanwhile arrives when the silence ends, in order.
 *       A little is taken in before the sender is paused.
 *   <li>{@code freeze}: nothing is read any more: the sender's window closes, as with a peer whose process hangs.
 *   <li>{@code discard}: everything is acknowledged and thrown away, as by a peer that has lost its mind. A connection
 *       that lost bytes to it is reset when the toxic is taken off: the stream has a hole.
 *   <li>{@code kernel}: packets are lost on the way, every one, ACKs and probes too: the kernel drops them where they arrive.
 *       The peers' TCP retransmits, probes and gives up by its own limits. Not possible everywhere.
 * </ul>
 */
public final class HalfOpenToxic implements DirectionalToxic {

    private static final String KERNEL = "kernel";

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "half_open", "lets a direction die without a word; FIN and RST are withheld", Stream.BOTH)
            .word(
                    "mode",
                    "drop",
                    List.of("drop", "freeze", "discard", KERNEL),
                    "what becomes of bytes: drop, freeze or discard; or of packets: kernel, where that is permitted")
            .make(HalfOpenToxic::new);

    private final Values values;

    private HalfOpenToxic(Values values) {
        this.values = values;
    }

    /** The mode {@code drop}. */
    public static HalfOpenToxic dropping() {
        return new HalfOpenToxic(TYPE.defaults());
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean silences() {
        return true;
    }

    @Override
    public boolean losesPackets() {
        return values.text("mode").equals(KERNEL);
    }

    /** What arrived before its packets are dropped waits with what comes after. */
    @Override
    public void open(Link link) {
        DirectionalToxic.super.open(link);
        if (losesPackets()) {
            link.losePackets();
        }
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return switch (values.text("mode")) {
            case "freeze" -> LineStage.freezing(link, direction);
            case "discard" -> discarding(link, direction);
            default -> LineStage.holding(link, direction);
        };
    }

    private static Stage discarding(Link link, Direction direction) {
        DiscardStage stage = new DiscardStage(link, direction, true, () -> {});
        link.onRemoved(why -> {
            if (stage.discardedBytes() > 0) {
                double bytes = stage.discardedBytes();
                link.injected(direction, "discard", bytes, bytes);
                if (why == Removal.TAKEN_OFF) {
                    link.reset();
                }
            }
        });
        return stage;
    }
}
