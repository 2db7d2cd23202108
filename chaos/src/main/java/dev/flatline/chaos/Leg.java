package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.toxic.Stream;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * One of the two sockets of a {@link Relay}, as the relay sees it. Confined to the event loop. After {@link #reset} or
 * {@link #close} nothing comes from it any more, and every other call does nothing.
 */
interface Leg {

    /** Queues bytes, which now belong to the leg. */
    void write(ByteBuf bytes);

    /** Sends what is queued. */
    void flush();

    /** Whether more can be queued without holding too much. */
    boolean isWritable();

    /** Says FIN when all that is queued has been sent, and tells {@link Relay#finSent} then. */
    void finish();

    /** Closes the socket at once with an RST. */
    void reset();

    /** Closes the socket at once, as a process does that goes away. */
    void close();

    /** The ways of its packets, in the directions that a stream covers; none while it is not connected, or if it is no socket. */
    default List<PacketPath> paths(Stream stream) {
        return List.of();
    }

    /** Pauses or resumes reading; a paused peer feels back-pressure. */
    void reading(boolean on);
}
