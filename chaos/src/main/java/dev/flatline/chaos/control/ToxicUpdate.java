package dev.flatline.chaos.control;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a toxic.
 *
 * @param next what it is from now on
 * @param failure why it is not all that was asked for; then the connections do not hear of it, and who asked gets it. Null
 *     when all is well
 */
public record ToxicUpdate(ToxicView next, @Nullable ControlException failure) {

    /** All that was asked for. */
    public static ToxicUpdate to(ToxicView next) {
        return new ToxicUpdate(next, null);
    }
}
