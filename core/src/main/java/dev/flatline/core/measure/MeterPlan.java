package dev.flatline.core.measure;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.Optional;

/**
 * What a meter must know of a run before it begins.
 *
 * @param clients how many clients there are
 * @param originNanos the start of the run on the clock of the events
 * @param clientRule how clients notice a dead server
 * @param serverRule how the server notices a dead client; empty when the server is not ours and nobody sees inside it
 * @param virtualTime whether time is simulated, so that the generator cannot be late
 */
public record MeterPlan(
        int clients,
        long originNanos,
        HeartbeatRule clientRule,
        Optional<HeartbeatRule> serverRule,
        boolean virtualTime) {

    /** Why nothing is known of a foreign server. */
    public static final String FOREIGN = "the server is not Flatline's: nobody sees inside it";
}
