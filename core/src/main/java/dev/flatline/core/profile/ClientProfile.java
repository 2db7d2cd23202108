package dev.flatline.core.profile;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.reconnect.CloseReaction;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.reconnect.ReactingPolicy;
import dev.flatline.core.reconnect.ReconnectPolicy;
import java.util.List;
import java.util.function.Function;

/**
 * How one real client keeps a connection, notices that it is lost, and comes back.
 *
 * @param name its key in a scenario file
 * @param description one line: what it does, and where the model says it only as near as possible
 * @param source the library and version that it was read in
 * @param dialect what it says inside the WebSocket
 * @param heartbeat how it notices that the server is gone
 * @param reconnect what it does then: a {@link ReactingPolicy} where that depends on the kind of loss
 * @param resetAfterNanos how long a connection must have been open for the policy to start over; 0 resets on open
 * @param attemptTimeoutNanos how long an attempt may take
 * @param resume what it comes back as, in a few words
 */
public record ClientProfile(
        String name,
        String description,
        String source,
        Dialect dialect,
        Tunable<HeartbeatRule> heartbeat,
        Tunable<ReconnectPolicy> reconnect,
        long resetAfterNanos,
        long attemptTimeoutNanos,
        String resume) {

    /** The patience of the operating system, for libraries that set no limit to an attempt. */
    public static final long NO_LIMIT_NANOS = 60_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    /** A client without a heartbeat that speaks plain WebSocket and tries again after a second; to be told more. */
    static ClientProfile of(String name, String source, String description) {
        return new ClientProfile(
                name,
                description,
                source,
                Plain.DIALECT,
                Tunable.fixed(HeartbeatRule.NONE),
                Tunable.fixed(ExponentialBackoff.fixed(SECOND, Jitter.NONE, ExponentialBackoff.UNLIMITED)),
                0,
                NO_LIMIT_NANOS,
                "nobody: every connection is a new one");
    }

    /** The rule with every default. */
    public HeartbeatRule rule() {
        return heartbeat.with(name, ParameterValues.NONE);
    }

    /** The policy with every default. */
    public ReconnectPolicy policy() {
        return reconnect.with(name, ParameterValues.NONE);
    }

    /** What it does otherwise than by its formula, in words; empty if it takes every loss alike. */
    public List<String> reactions() {
        return policy() instanceof ReactingPolicy reacting
                ? reacting.reactions().stream().map(CloseReaction::toString).toList()
                : List.of();
    }

    ClientProfile speaking(Dialect other) {
        return new ClientProfile(
                name, description, source, other, heartbeat, reconnect, resetAfterNanos, attemptTimeoutNanos, resume);
    }

    ClientProfile beating(HeartbeatRule rule) {
        return beating(List.of(), values -> rule);
    }

    ClientProfile beating(List<Parameter> parameters, Function<ParameterValues, HeartbeatRule> maker) {
        return new ClientProfile(
                name,
                description,
                source,
                dialect,
                new Tunable<>(parameters, maker),
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                resume);
    }

    ClientProfile returning(ReconnectPolicy formula, CloseReaction... reactions) {
        ReconnectPolicy policy = reactions.length == 0 ? formula : new ReactingPolicy(formula, List.of(reactions));
        return returning(List.of(), values -> policy);
    }

    ClientProfile returning(List<Parameter> parameters, Function<ParameterValues, ReconnectPolicy> maker) {
        return new ClientProfile(
                name,
                description,
                source,
                dialect,
                heartbeat,
                new Tunable<>(parameters, maker),
                resetAfterNanos,
                attemptTimeoutNanos,
                resume);
    }

    ClientProfile resettingAfter(long seconds) {
        return new ClientProfile(
                name,
                description,
                source,
                dialect,
                heartbeat,
                reconnect,
                seconds * SECOND,
                attemptTimeoutNanos,
                resume);
    }

    ClientProfile tryingFor(long seconds) {
        return new ClientProfile(
                name, description, source, dialect, heartbeat, reconnect, resetAfterNanos, seconds * SECOND, resume);
    }

    ClientProfile resuming(String identity) {
        return new ClientProfile(
                name,
                description,
                source,
                dialect,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                identity);
    }
}
