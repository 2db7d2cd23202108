package dev.flatline.core.reconnect;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A formula with exceptions for some kinds of loss. An exception leaves what the formula remembers as it is.
 *
 * @param formula for every loss that no reaction is for
 * @param reactions the exceptions; the first one that fits counts
 */
public record ReactingPolicy(ReconnectPolicy formula, List<CloseReaction> reactions) implements ReconnectPolicy {

    /** Copies the list. */
    public ReactingPolicy {
        reactions = List.copyOf(reactions);
    }

    @Override
    public boolean keepsDraw() {
        return formula.keepsDraw()
                || reactions.stream().anyMatch(reaction -> reaction.then().keepsDraw());
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        for (CloseReaction reaction : reactions) {
            if (reaction.when().holds().test(loss)) {
                return reaction.then().next(loss, random).remembering(loss.memory());
            }
        }
        return formula.next(loss, random);
    }
}
