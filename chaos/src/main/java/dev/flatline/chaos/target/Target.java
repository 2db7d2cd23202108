package dev.flatline.chaos.target;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose connections a toxic is about: those that meet every condition; without any, all.
 *
 * @param conditions in the order in which they were given
 */
public record Target(List<Condition> conditions) {

    /** Every connection. */
    public static final Target EVERYONE = new Target(List.of());

    /** Copies the list. */
    public Target {
        conditions = List.copyOf(conditions);
    }

    /** Those that meet one condition, by its key and value as in {@link Conditions#of}. */
    public static Target where(String key, String value) {
        return EVERYONE.and(key, value);
    }

    /** Those of them that meet one more condition. */
    public Target and(String key, String value) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(Conditions.of(key, value));
        return new Target(more);
    }

    /** Whether a connection meets every condition. */
    public boolean includes(ConnectionFacts connection) {
        for (Condition condition : conditions) {
            if (!condition.meets(connection)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it can be told only when the upgrade request has been read. */
    public boolean needsRequest() {
        return conditions.stream().anyMatch(Condition::needsRequest);
    }
}
