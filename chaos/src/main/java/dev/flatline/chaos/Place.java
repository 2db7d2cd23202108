package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.chaos.toxic.Stage;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A toxic's place in one direction of a connection: a stage, and as an {@link Outlet} what follows it. Confined to the
 * event loop.
 */
final class Place implements Outlet {

    private final Outlet mouth;
    private final long order;
    private @Nullable Stage stage;
    private @Nullable Place following;

    /** A place with no stage yet, which is in no chain; {@code mouth} is what follows the last place. */
    Place(Outlet mouth, long order) {
        this.mouth = mouth;
        this.order = order;
    }

    long order() {
        return order;
    }

    /** Its stage; null before there is one and after the place was left. */
    @Nullable Stage stage() {
        return stage;
    }

    void stage(@Nullable Stage next) {
        stage = next;
    }

    @Nullable Place following() {
        return following;
    }

    void following(@Nullable Place next) {
        following = next;
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        next().bytes(bytes, atNanos);
    }

    @Override
    public void end(End end, long atNanos) {
        next().end(end, atNanos);
    }

    @Override
    public boolean isWritable() {
        return next().isWritable();
    }

    private Outlet next() {
        Stage behind = following == null ? null : following.stage;
        return behind == null ? mouth : behind;
    }
}
