package dev.flatline.chaos.toxic;

import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Timers;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One toxic on one connection, as the toxic sees it: where its stages go and what it can do to the connection. Confined to
 * the event loop. After the toxic is taken off, or the connection has gone, every call does nothing.
 */
public interface Link {

    /** Whose connection it is. */
    ConnectionFacts connection();

    /** The directions that the toxic is on. */
    Stream stream();

    /** The clock and the alarms of the event loop. Alarms are the toxic's: {@link #onRemoved} is the place to cancel them. */
    Timers timers();

    /** A generator of its own for (toxic, connection, direction): a run is replayed from one seed. */
    RandomGenerator random(Direction direction);

    /** Whether the connection is being accepted: the upstream is not dialled yet. */
    boolean isNew();

    /** Whether the proxy does as Toxiproxy 2.12 does where that is a defect. */
    boolean strict();

    /**
     * Bytes that may wait in a direction before its source is paused, whatever else waits: a stage that waits for more than
     * that to come would wait for ever.
     */
    int heldLimitBytes();

    /** What follows this toxic in a direction; the same object for as long as the toxic is on. */
    Outlet outlet(Direction direction);

    /** Puts a stage at the toxic's place in a direction, once. */
    void install(Direction direction, Stage stage);

    /** A stage has something due that it has not said before: runs the stages of a direction. Not to be called by a stage's own calls. */
    void wake(Direction direction);

    /** When the toxic was updated: the stage that its former version had, about to be released; null otherwise. */
    @Nullable Stage replaced(Direction direction);

    /**
     * Where, in the frames of a connection that is upgraded or may be, the next byte at this toxic's place is; null if it is
     * not and will not be. A toxic that asks {@linkplain Toxic#needsRequest needs the request}.
     */
    @Nullable FramePosition frames(Direction direction);

    /** What to do when this is over: runs once, after the stages have been released or dropped. */
    void onRemoved(Consumer<Removal> task);

    /** Turns a new connection away with an RST; does nothing to one that stands. */
    void refuse();

    /** Leaves a new connection accepted and undialled for as long as the toxic is on. */
    void hang();

    /** Dials for a new connection that much later. */
    void dialAfter(long delayNanos);

    /** Answers a new connection itself once its request is there, and closes it; the bytes then belong to the link. */
    void answer(ByteBuf reply);

    /** Resets both sockets. */
    void reset();

    /** Resets the socket that a direction's bytes come from; the other one hears nothing of it from here. */
    void resetSource(Direction direction);

    /**
     * Has the kernel drop the packets of the toxic's directions where they arrive, on both sockets, also on one that is yet to be
     * connected, for as long as the toxic is on: if the connection goes before that, its peers go on hearing nothing.
     */
    void losePackets();

    /** Ends both directions with a FIN, each behind what this toxic has passed on, and closes the sockets then. */
    void close();

    /** Tells the ledger that something was done, with what was asked for and what came of it, in the unit of the action. */
    void injected(@Nullable Direction direction, String action, double requested, double achieved);

    /** Tells the ledger and the meters of bytes that were delayed. Called for each chunk: cheap. */
    void delayed(Direction direction, long requestedNanos, long achievedNanos);
}
