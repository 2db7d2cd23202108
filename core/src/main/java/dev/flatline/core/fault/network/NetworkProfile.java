package dev.flatline.core.fault.network;

import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.line.LineModel;
import java.util.List;

/**
 * A network by name.
 *
 * @param name what it is called in files and commands
 * @param description a sentence about it
 * @param source where its figures are from, and which are our choice
 * @param up what bytes from the client to the server go through, in this order
 * @param down what bytes from the server to the client go through, in this order
 * @param outages when nothing passes either way; each has a rhythm of its own
 */
public record NetworkProfile(
        String name,
        String description,
        String source,
        List<LineModel> up,
        List<LineModel> down,
        List<Outages> outages) {

    /** Copies the lists. */
    public NetworkProfile {
        up = List.copyOf(up);
        down = List.copyOf(down);
        outages = List.copyOf(outages);
    }

    /** What bytes that go this way go through, in this order. */
    public List<LineModel> lines(Direction direction) {
        return direction == Direction.UPSTREAM ? up : down;
    }
}
