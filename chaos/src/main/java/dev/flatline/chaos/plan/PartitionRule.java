package dev.flatline.chaos.plan;

import dev.flatline.chaos.target.Conditions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import java.util.List;

/**
 * One line of a grudge map: which clients do not reach which server.
 *
 * @param clients the clients
 * @param proxy the name of the proxy before the server
 * @param direction which way nothing goes
 * @param cut what they notice of it
 */
public record PartitionRule(Target clients, String proxy, Stream direction, Cut cut) {

    /** A connection that is refused has no directions. */
    public PartitionRule {
        if (cut == Cut.REFUSE && direction != Stream.BOTH) {
            throw new IllegalArgumentException(
                    "direction: '" + direction.word() + "', accepted is both where connections are refused");
        }
    }

    /** Keeps a group from a server, both ways. */
    public static PartitionRule between(String group, String proxy, Cut cut) {
        return new PartitionRule(group(group), proxy, Stream.BOTH, cut);
    }

    /** The clients of a group. */
    static Target group(String name) {
        return new Target(List.of(Conditions.of("group", name)));
    }
}
