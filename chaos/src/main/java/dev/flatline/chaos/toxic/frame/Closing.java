package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection to which Close frames are sent in a peer's stead: when, to whom, and what follows. It has a stage in both
 * directions, because the answer comes in the other one. Confined to the event loop.
 */
public final class Closing {

    public static final String NOTHING = "nothing";
    public static final String FIN = "fin";
    public static final String RST = "rst";

    /**
     * What is sent.
     *
     * @param code as on the wire; 1005 for a frame without one
     * @param reason at most 123 bytes of UTF-8
     * @param afterNanos when, from the toxic's beginning on the connection; later if it is not upgraded by then
     * @param then nothing, fin or rst
     * @param swallow whether answers do not pass
     */
    public record Plan(int code, String reason, long afterNanos, String then, boolean swallow) {}

    private final Link link;
    private final Plan plan;
    private final Map<Direction, ClosingStage> stages = new EnumMap<>(Direction.class);
    /** Where the Close frame has gone on. */
    private final Set<Direction> sent = EnumSet.noneOf(Direction.class);

    private final long beginNanos;
    private boolean due;
    private boolean scheduled;
    private boolean begun;
    private @Nullable Alarm alarm;

    private Closing(Link link, Plan plan) {
        this.link = link;
        this.plan = plan;
        this.beginNanos = link.timers().nanoTime();
    }

    /** Puts it on a connection, in the toxic's {@code open}; a former version that has sent its Close frame was the last. */
    public static void begin(Link link, Plan plan) {
        Closing closing = new Closing(link, plan);
        if (link.replaced(Direction.DOWNSTREAM) instanceof ClosingStage former) {
            closing.begun = former.closing().begun;
            closing.sent.addAll(former.closing().sent);
        }
        for (Direction direction : Direction.values()) {
            ClosingStage stage = new ClosingStage(link, direction, closing);
            closing.stages.put(direction, stage);
            link.install(direction, stage);
        }
        closing.scheduled = closing.begun;
        if (!closing.begun) {
            closing.after(plan.afterNanos, closing::comeDue);
        }
        link.onRemoved(why -> closing.stop());
    }

    Plan plan() {
        return plan;
    }

    /** Whether a Close frame in this direction is an answer that does not pass. */
    boolean swallows(Direction direction) {
        Direction other = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
        return plan.swallow && sent.contains(other);
    }

    /** The server's frames have moved on: the connection may be upgraded now. */
    void looked() {
        ClosingStage downstream = stages.get(Direction.DOWNSTREAM);
        if (due && !scheduled && downstream != null && downstream.isUpgraded()) {
            scheduled = true;
            after(0, this::send);
        }
    }

    /** The Close frame of a direction has gone on. */
    void passed(Direction direction) {
        sent.add(direction);
        double waited = link.timers().nanoTime() - beginNanos;
        link.injected(direction, "send_close", plan.afterNanos / 1e6, waited / 1e6);
        if (sent.containsAll(hit()) && !plan.then.equals(NOTHING)) {
            after(0, plan.then.equals(RST) ? link::reset : link::close);
        }
    }

    private void comeDue() {
        due = true;
        looked();
    }

    private void send() {
        begun = true;
        for (Direction direction : hit()) {
            ClosingStage stage = stages.get(direction);
            if (stage != null) {
                stage.send();
                link.wake(direction);
            }
        }
    }

    private Set<Direction> hit() {
        Set<Direction> hit = EnumSet.allOf(Direction.class);
        hit.removeIf(direction -> !link.stream().covers(direction));
        return hit;
    }

    private void after(long nanos, Runnable task) {
        alarm = link.timers().after(nanos, task);
    }

    private void stop() {
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
