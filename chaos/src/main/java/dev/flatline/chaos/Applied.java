package dev.flatline.chaos;

import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.Direction;
import org.jspecify.annotations.Nullable;

/** A toxic in force on a proxy: whom it hits, and who is told. One object for all event loops; immutable. */
interface Applied {

    /** What keeps it apart from the others on its proxy; a new version has the same. */
    Object key();

    Toxic toxic();

    Stream stream();

    /** Its place among the others: stages are in this order. */
    long order();

    /** What its random draws are made of, beside the connection. */
    String drawName();

    /** Whether it hits a connection: the same for as long as the connection's facts and the toxic's share are. */
    boolean hits(ConnectionFacts connection);

    /** Whether a new connection is dialled for only when its upgrade request has been read, or will not come. */
    boolean needsRequest();

    /** Whether its toxic or its target depends on the upgrade request itself, and not merely on whose connection it is. */
    boolean readsRequest();

    /** Whether {@link #hits} may say something else when the upgrade request has been read. */
    boolean drawsByRequest();

    /** It hits a connection from now on; told before it is felt. */
    void hit(ConnectionFacts connection, long nowNanos);

    /** It did something to a connection. */
    void injected(
            ConnectionFacts connection,
            @Nullable Direction direction,
            String action,
            double requested,
            double achieved,
            long nowNanos);

    /** It delayed bytes. */
    void delayed(
            ConnectionFacts connection, Direction direction, long requestedNanos, long achievedNanos, long nowNanos);

    /** Whether a connection that it hits is of no use in either direction, and nobody is told. */
    default boolean silences() {
        return stream() == Stream.BOTH && toxic().silences();
    }
}
