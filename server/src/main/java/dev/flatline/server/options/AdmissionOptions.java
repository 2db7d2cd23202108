package dev.flatline.server.options;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many clients are let in, and how those beyond are turned away.
 *
 * @param maxConnections open connections at a time; {@link #UNLIMITED} has no limit
 * @param handshakesPerSecond upgrades accepted per second, in the mean; a burst of one second's worth is let in at once. 0
 *     has no limit
 * @param maxPerAddress sockets at a time from one IPv4 address or one IPv6 network of 64 bits, upgraded or not; as many
 *     again wait for their refusal, and what is beyond is cut off at accept. {@link #UNLIMITED} has no limit
 * @param maxHandshaking sockets at a time that are not upgraded yet; what is beyond is cut off at accept. With
 *     {@link LimitOptions#maxHeadBytes}, this bounds what slow handshakes hold in total. {@link #UNLIMITED} has no limit
 * @param turnAway how a client learns that it is not let in
 * @param retryAfter what the client is asked to wait, in whole seconds, rounded up
 */
public record AdmissionOptions(
        int maxConnections,
        double handshakesPerSecond,
        int maxPerAddress,
        int maxHandshaking,
        TurnAway turnAway,
        Duration retryAfter) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Everybody is let in, 16,384 at a time. */
    public static final AdmissionOptions DEFAULT =
            new AdmissionOptions(UNLIMITED, 0, UNLIMITED, 1 << 14, TurnAway.REFUSE, Duration.ofSeconds(5));

    /** Checks the ranges. */
    public AdmissionOptions {
        Ranges.atLeast("max-connections", maxConnections, 1, "");
        Ranges.require(
                handshakesPerSecond >= 0 && handshakesPerSecond < Double.POSITIVE_INFINITY,
                "max-handshakes must be 0/s (no limit) or a rate, found " + handshakesPerSecond + "/s");
        Ranges.atLeast("max-per-address", maxPerAddress, 1, "");
        Ranges.atLeast("max-handshaking", maxHandshaking, 1, "");
        Ranges.positive("retry-after", retryAfter);
    }

    /** These terms with another number of open connections. */
    public AdmissionOptions withMaxConnections(int connections) {
        return new AdmissionOptions(
                connections, handshakesPerSecond, maxPerAddress, maxHandshaking, turnAway, retryAfter);
    }

    /** These terms with another rate of upgrades. */
    public AdmissionOptions withHandshakesPerSecond(double rate) {
        return new AdmissionOptions(maxConnections, rate, maxPerAddress, maxHandshaking, turnAway, retryAfter);
    }

    /** These terms with another number of sockets per address. */
    public AdmissionOptions withMaxPerAddress(int sockets) {
        return new AdmissionOptions(maxConnections, handshakesPerSecond, sockets, maxHandshaking, turnAway, retryAfter);
    }

    /** These terms with another number of sockets in their handshake. */
    public AdmissionOptions withMaxHandshaking(int sockets) {
        return new AdmissionOptions(maxConnections, handshakesPerSecond, maxPerAddress, sockets, turnAway, retryAfter);
    }

    /** These terms with another way to turn clients away. */
    public AdmissionOptions turningAwayBy(TurnAway way) {
        return new AdmissionOptions(
                maxConnections, handshakesPerSecond, maxPerAddress, maxHandshaking, way, retryAfter);
    }

    /** What stands in a Retry-After header. */
    public int retryAfterSeconds() {
        return (int) Math.min(
                Integer.MAX_VALUE, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** How a client learns that it is not let in. */
    public enum TurnAway {
        /** The upgrade is answered with 503 and Retry-After: cheap, but a browser's program cannot see it. */
        REFUSE,
        /** The upgrade is accepted and followed by a Close frame of 1013 (try again later), which programs can see. */
        CLOSE;

        /** The name in a configuration. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The choice with this name.
         *
         * @throws IllegalArgumentException with the accepted names
         */
        public static TurnAway of(String key) {
            return Arrays.stream(values())
                    .filter(choice -> choice.key().equals(key))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("turn-away: found '" + key + "'; accepted: refuse, close"));
        }
    }
}
