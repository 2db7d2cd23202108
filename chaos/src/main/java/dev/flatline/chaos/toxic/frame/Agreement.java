package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameFollower;
import dev.flatline.wire.follow.OpaqueCause;

/** What a server has said to a request for WebSockets. */
public enum Agreement {
    /** Nothing yet: what its client sends meanwhile is no frame that it may expect. */
    OPEN,
    /** Yes. */
    UPGRADED,
    /** No, or nobody asked. */
    REFUSED;

    /** What the server of a connection has said so far. */
    public static Agreement of(Link link) {
        FramePosition replies = link.frames(Direction.DOWNSTREAM);
        if (replies == null) {
            return REFUSED;
        }
        FrameFollower follower = replies.follower();
        OpaqueCause cause = follower.opaque();
        if (follower.inFrames() || (cause != null && cause.isMalformed())) {
            return UPGRADED;
        }
        return cause == null ? OPEN : REFUSED;
    }
}
