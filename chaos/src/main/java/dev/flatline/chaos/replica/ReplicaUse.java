package dev.flatline.chaos.replica;

import java.util.OptionalInt;

/**
 * What a server has used, and how it stands, at one instant.
 *
 * @param state how it stands
 * @param cpuNanos processor time since it was first started, in nanoseconds; NaN if nobody says
 * @param memoryBytes memory that it holds now; NaN if nobody says
 * @param restarts how often it was started again since the run began
 * @param oomKills how often the kernel ended it for want of memory since the run began
 * @param exitCode of its last end, 128 + n for signal n; empty while it has not ended
 */
public record ReplicaUse(
        State state, double cpuNanos, double memoryBytes, int restarts, int oomKills, OptionalInt exitCode) {

    /** How a server stands. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** It is frozen. */
        PAUSED,
        /** It is not there. */
        ENDED
    }
}
