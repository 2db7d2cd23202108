package dev.flatline.server.options;

import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;

/**
 * How a server notices that a client is gone.
 *
 * @param rule who pings, what counts as a sign of life, and when silence is death
 * @param detector the structure that finds the silent ones
 */
public record HeartbeatOptions(HeartbeatRule rule, DetectorKind detector) {

    /** No heartbeat. */
    public static final HeartbeatOptions NONE = new HeartbeatOptions(HeartbeatRule.NONE, DetectorKind.DEFAULT);

    /** This rule, with the detector that {@link DetectorKind#DEFAULT} names. */
    public static HeartbeatOptions of(HeartbeatRule rule) {
        return new HeartbeatOptions(rule, DetectorKind.DEFAULT);
    }
}
