package dev.flatline.chaos.toxic;

import dev.flatline.wire.follow.FrameFollower;

/**
 * A place in a direction of a connection that may be upgraded: {@code skipBytes} further bytes are of what the follower has
 * seen already, then come those that it has not seen.
 *
 * @param follower a copy that belongs to whoever asked for it
 */
public record FramePosition(FrameFollower follower, long skipBytes) {}
