package dev.flatline.chaos.toxic;

import io.netty.buffer.ByteBuf;

/** Where a {@link Stage} passes bytes on to: the next stage, or the socket. Confined to the event loop. */
public interface Outlet {

    /**
     * Passes bytes on, which then belong to the outlet.
     *
     * @param atNanos when they were due here: the instant that the next stage counts from, so that delays in series add
     *     up exactly, however late an alarm was
     */
    void bytes(ByteBuf bytes, long atNanos);

    /** Passes the end on, behind all bytes; called again only when an RST follows a FIN. */
    void end(End end, long atNanos);

    /** Whether it takes more now. A stage that holds waits until then; one that holds nothing need not ask. */
    boolean isWritable();
}
