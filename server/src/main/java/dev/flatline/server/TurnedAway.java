package dev.flatline.server;

import dev.flatline.server.admission.RefusalReason;
import dev.flatline.wire.Refusal;

/**
 * A client that is not let in.
 *
 * @param reason for the counters
 * @param refusal what it is told
 * @param byClose whether it is told by a Close frame behind the upgrade, and not by the answer to its request
 */
record TurnedAway(RefusalReason reason, Refusal refusal, boolean byClose) {

    static TurnedAway byAnswer(RefusalReason reason, Refusal refusal) {
        return new TurnedAway(reason, refusal, false);
    }
}
