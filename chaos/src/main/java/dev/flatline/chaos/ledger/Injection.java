package dev.flatline.chaos.ledger;

import dev.flatline.core.fault.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a toxic did.
 *
 * @param sequence its number in the ledger, from 1, without gaps
 * @param atNanos when, on the monotonic clock of the proxy's event loops; of no meaning beyond its process
 * @param proxy the proxy's name
 * @param toxic the toxic's name
 * @param type the toxic's type
 * @param connection the connection's number in its proxy; 0 for what concerns all of them
 * @param client the client of the fleet, -1 when nobody knows
 * @param identity who the client is by its own word; null when it does not say
 * @param direction which way; null for both
 * @param action what was done: {@code began}, {@code hit}, {@code ended}, or a word of the toxic's such as {@code delay}
 * @param requested what was asked for, in the unit that the action has; NaN if it has none
 * @param achieved what came of it, in the same unit; NaN if it has none
 */
public record Injection(
        long sequence,
        long atNanos,
        String proxy,
        String toxic,
        String type,
        long connection,
        int client,
        @Nullable String identity,
        @Nullable Direction direction,
        String action,
        double requested,
        double achieved) {

    Injection numbered(long number) {
        return new Injection(
                number,
                atNanos,
                proxy,
                toxic,
                type,
                connection,
                client,
                identity,
                direction,
                action,
                requested,
                achieved);
    }
}
