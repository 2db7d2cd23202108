package dev.flatline.core.reconnect;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.text.Durations;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a client does after one kind of loss, in place of its formula.
 *
 * @param when the kind
 * @param what the reaction, in a few words
 * @param then the reaction
 */
public record CloseReaction(When when, String what, ReconnectPolicy then) {

    /**
     * A kind of loss.
     *
     * @param words in a few words
     * @param holds whether a loss is one
     */
    public record When(String words, Predicate<Loss> holds) {

        /** The server closed with this code; 1005 is a Close frame without one. */
        public static When code(int code) {
            return codes(code, code);
        }

        /** The server closed with a code in this range, both ends included. */
        public static When codes(int from, int to) {
            return new When(
                    "Close " + (from == to ? from : from + " to " + to),
                    loss -> loss.cause() == CloseCause.CLOSE_FRAME && loss.code() >= from && loss.code() <= to);
        }

        /** For this reason. */
        public static When cause(CloseCause cause) {
            return new When(cause.label(), loss -> loss.cause() == cause);
        }

        /** An attempt failed. */
        public static When attemptFails() {
            return new When("an attempt that fails", loss -> !loss.wasOpen());
        }

        /** An attempt failed, and the client has never been open. */
        public static When firstConnectFails() {
            return new When("a client that was never open", loss -> !loss.everOpen());
        }

        /** The upgrade was refused with any HTTP status but these. */
        public static When statusOtherThan(Set<Integer> retried) {
            return new When(
                    "an HTTP status other than "
                            + retried.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
                    loss -> loss.cause() == CloseCause.UPGRADE_REJECTED && !retried.contains(loss.code()));
        }
    }

    /** It never tries again. */
    public static CloseReaction stop(When when) {
        return new CloseReaction(when, "stops for good", DelayTable.NEVER);
    }

    /** It tries again at once. */
    public static CloseReaction atOnce(When when) {
        return new CloseReaction(when, "tries again at once", DelayTable.AT_ONCE);
    }

    /** It tries again after a fixed delay. */
    public static CloseReaction after(When when, long delayNanos) {
        return new CloseReaction(
                when,
                "tries again after " + Durations.text(delayNanos),
                ExponentialBackoff.fixed(delayNanos, Jitter.NONE, ExponentialBackoff.UNLIMITED));
    }

    /** It tries again by another formula. */
    public static CloseReaction by(When when, String what, ReconnectPolicy then) {
        return new CloseReaction(when, what, then);
    }

    @Override
    public String toString() {
        return when.words() + ": " + what;
    }
}
