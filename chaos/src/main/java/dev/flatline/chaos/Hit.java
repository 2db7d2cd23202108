package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Timers;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One toxic on one connection: its places in both directions, and what it has decided on a new connection. */
final class Hit implements Link {

    private final Relay relay;
    private Applied applied;
    private @Nullable Place upstream;
    private @Nullable Place downstream;
    private @Nullable Hit former;
    private @Nullable Consumer<Removal> onRemoved;
    private @Nullable ByteBuf answer;
    private long dialAtNanos;
    private boolean dialsLater;
    private int draws;
    private List<PacketPath> lost = List.of();
    private boolean losesPackets;
    private boolean refused;
    private boolean hung;
    private boolean over;
    private boolean installedUpstream;
    private boolean installedDownstream;

    /** A toxic on a connection; {@link #open} puts it there. */
    Hit(Relay relay, Applied applied) {
        this.relay = relay;
        this.applied = applied;
    }

    /** A new version of a toxic, which takes over the places of the former one. */
    Hit(Relay relay, Applied applied, Hit former) {
        this.relay = relay;
        this.applied = applied;
        this.upstream = former.upstream;
        this.downstream = former.downstream;
        this.former = former;
        this.draws = former.draws;
    }

    void open() {
        Hit before = former;
        if (before != null) {
            before.over = true;
        }
        boolean hole = before != null && (hasHole(Direction.UPSTREAM) || hasHole(Direction.DOWNSTREAM));
        applied.toxic().open(this);
        if (before != null) {
            for (Direction direction : Direction.values()) {
                if (!installed(direction)) {
                    leave(direction);
                }
            }
            former = null;
            restore(before.lost);
            before.told(Removal.UPDATED);
            if (hole && !hasHole(Direction.UPSTREAM) && !hasHole(Direction.DOWNSTREAM)) {
                relay.cut();
            }
        }
    }

    private boolean hasHole(Direction direction) {
        Place place = place(direction);
        Stage stage = place == null ? null : place.stage();
        return stage != null && stage.hasHole();
    }

    /** It is over: what its stages hold goes on, or is dropped if the connection has gone. */
    void remove(Removal why) {
        if (over) {
            return;
        }
        told(why);
        if (why != Removal.CONNECTION_GONE) {
            restore(lost);
            leave(Direction.UPSTREAM);
            leave(Direction.DOWNSTREAM);
        }
        over = true;
        if (answer != null) {
            answer.release();
            answer = null;
        }
    }

    /** A new version of the toxic, which finds done what it would do. */
    void rename(Applied next) {
        applied = next;
    }

    Applied applied() {
        return applied;
    }

    boolean isRefused() {
        return refused;
    }

    boolean isHung() {
        return hung;
    }

    /** How long it is until the connection may be dialled for; 0 or less for now. */
    long nanosToDial(long nowNanos) {
        return dialsLater ? dialAtNanos - nowNanos : 0;
    }

    /** The answer that it gives in the server's stead, which then belongs to the caller; null if it gives none. */
    @Nullable ByteBuf takeAnswer() {
        ByteBuf reply = answer;
        answer = null;
        return reply;
    }

    @Override
    public ConnectionFacts connection() {
        return relay.facts();
    }

    @Override
    public Stream stream() {
        return applied.stream();
    }

    @Override
    public Timers timers() {
        return relay.host().timers();
    }

    @Override
    public RandomGenerator random(Direction direction) {
        String name = applied.drawName() + "/" + direction + "/" + draws++;
        return relay.host().seeds().generator(name, relay.facts().number());
    }

    @Override
    public boolean isNew() {
        return relay.isNew();
    }

    @Override
    public boolean strict() {
        return relay.host().strict();
    }

    @Override
    public int heldLimitBytes() {
        return relay.host().limits().maxHeldBytes();
    }

    @Override
    public Outlet outlet(Direction direction) {
        Place place = place(direction);
        if (place == null) {
            place = new Place(relay.flow(direction).chain().mouth(), applied.order());
            if (direction == Direction.UPSTREAM) {
                upstream = place;
            } else {
                downstream = place;
            }
        }
        return place;
    }

    @Override
    public void install(Direction direction, Stage stage) {
        if (over) {
            stage.drop();
            return;
        }
        installedUpstream |= direction == Direction.UPSTREAM;
        installedDownstream |= direction == Direction.DOWNSTREAM;
        Place place = (Place) outlet(direction);
        Flow flow = relay.flow(direction);
        flow.chain().install(place, stage, timers().nanoTime());
        flow.chainChanged();
    }

    @Override
    public void wake(Direction direction) {
        if (!over) {
            relay.flow(direction).run();
        }
    }

    @Override
    public @Nullable Stage replaced(Direction direction) {
        Place place = place(direction);
        return former == null || place == null ? null : place.stage();
    }

    @Override
    public @Nullable FramePosition frames(Direction direction) {
        return relay.flow(direction).framesAt((Place) outlet(direction));
    }

    @Override
    public void onRemoved(Consumer<Removal> task) {
        Consumer<Removal> before = onRemoved;
        onRemoved = before == null ? task : before.andThen(task);
    }

    @Override
    public void refuse() {
        refused = relay.isNew();
    }

    @Override
    public void hang() {
        hung = relay.isNew();
    }

    @Override
    public void dialAfter(long delayNanos) {
        dialsLater = relay.isNew();
        dialAtNanos = timers().nanoTime() + delayNanos;
    }

    @Override
    public void answer(ByteBuf reply) {
        if (relay.isNew() && answer == null) {
            answer = reply;
        } else {
            reply.release();
        }
    }

    @Override
    public void losePackets() {
        losesPackets = !over;
        connected();
    }

    /** A socket of the connection has been connected. */
    void connected() {
        if (losesPackets) {
            lost = relay.paths(stream());
            relay.host().losePackets(applied, lost);
        }
    }

    /** What a former version had dropped passes again, unless this one drops it too. */
    private void restore(List<PacketPath> formerly) {
        List<PacketPath> again = new ArrayList<>(formerly);
        if (formerly != lost) {
            again.removeAll(lost);
        }
        if (!again.isEmpty()) {
            relay.host().restorePackets(applied, again);
        }
    }

    @Override
    public void reset() {
        if (!over) {
            relay.cut();
        }
    }

    @Override
    public void resetSource(Direction direction) {
        if (!over) {
            relay.resetSource(direction);
        }
    }

    @Override
    public void close() {
        if (!over) {
            relay.finish(upstream, downstream);
        }
    }

    @Override
    public void injected(@Nullable Direction direction, String action, double requested, double achieved) {
        applied.injected(relay.facts(), direction, action, requested, achieved, timers().nanoTime());
    }

    @Override
    public void delayed(Direction direction, long requestedNanos, long achievedNanos) {
        applied.delayed(relay.facts(), direction, requestedNanos, achievedNanos, timers().nanoTime());
    }

    private @Nullable Place place(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }

    private boolean installed(Direction direction) {
        return direction == Direction.UPSTREAM ? installedUpstream : installedDownstream;
    }

    private void leave(Direction direction) {
        Place place = place(direction);
        if (place != null && place.stage() != null) {
            Flow flow = relay.flow(direction);
            flow.chain().remove(place, timers().nanoTime());
            flow.chainChanged();
        }
    }

    private void told(Removal why) {
        Consumer<Removal> task = onRemoved;
        onRemoved = null;
        if (task != null) {
            task.accept(why);
        }
    }
}
