package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Direction;

/** A toxic that does the same in each direction that it is on, independently. */
public interface DirectionalToxic extends Toxic {

    @Override
    default void open(Link link) {
        for (Direction direction : Direction.values()) {
            if (link.stream().covers(direction)) {
                link.install(direction, stage(link, direction));
            }
        }
    }

    /** A new stage for one direction of one connection. */
    Stage stage(Link link, Direction direction);
}
