package dev.flatline.core.measure;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.LoadPlan;
import java.util.Optional;

/**
 * What a meter must know of a run before it begins.
 *
 * @param load the clients: how many there are, and how they notice a dead server
 * @param originNanos the start of the run on the clock of the events
 * @param serverRule how the server notices a dead client; empty when the server is not ours and nobody sees inside it
 * @param virtualTime whether time is simulated, so that the generator cannot be late
 */
public record MeterPlan(LoadPlan load, long originNanos, Optional<HeartbeatRule> serverRule, boolean virtualTime) {

    /** Why nothing is known of a foreign server. */
    public static final String FOREIGN = "the server is not Flatline's: nobody sees inside it";

    /** How many clients there are. */
    public int clients() {
        return load.clients();
    }
}
