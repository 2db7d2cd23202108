package dev.flatline.server;

import dev.flatline.server.admission.Admission;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.wire.Refusal;
import dev.flatline.wire.UpgradeHead;
import org.jspecify.annotations.Nullable;

/**
 * Decides about each valid upgrade request whether its client is let in.
 *
 * @param gate what the request itself must fulfil
 * @param limits on how many are let in
 * @param admission how many are in
 */
record Doorkeeper(UpgradeGate gate, AdmissionOptions limits, Admission admission) {

    private static final int HEAD_TOO_LARGE = 431;

    /**
     * Lets a client in, who then counts as open, or tells why not.
     *
     * @param crowded whether its socket was accepted beyond the limit of its address
     */
    @Nullable TurnedAway refuses(UpgradeHead asked, boolean crowded, long nowNanos) {
        Refusal wrong = gate.refusal(asked);
        if (wrong != null) {
            return TurnedAway.byAnswer(RefusalReason.ORIGIN, wrong);
        }
        RefusalReason reason =
                crowded && !admission.isDraining() ? RefusalReason.ADDRESS : admission.enter(limits, nowNanos);
        if (reason == null) {
            return null;
        }
        Refusal refusal = Refusal.unavailable(words(reason), limits.retryAfterSeconds());
        boolean drains = reason == RefusalReason.DRAINING;
        return new TurnedAway(reason, refusal, limits.turnAway() == TurnAway.CLOSE && !drains);
    }

    /** What counts a request that is no upgrade. */
    static TurnedAway invalid(Refusal refusal) {
        return TurnedAway.byAnswer(
                refusal.status() == HEAD_TOO_LARGE ? RefusalReason.HEAD_TOO_LARGE : RefusalReason.MALFORMED, refusal);
    }

    private static String words(RefusalReason reason) {
        return switch (reason) {
            case RATE -> "too many clients connect at the moment";
            case ADDRESS -> "too many connections come from this address";
            case DRAINING -> "the server is about to stop";
            default -> "the server has all the connections it may have";
        };
    }
}
