package dev.flatline.core.load;

import dev.flatline.core.dialect.ClientWords;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.reconnect.ReconnectPolicy;

/**
 * How one client behaves.
 *
 * @param profile the preset it was made from; empty if none
 * @param dialect what it says inside the WebSocket
 * @param words what it chose of what is said there: templates as in {@link RequestPlan}, unless they are filled in
 * @param heartbeat how it notices that the server is gone
 * @param reconnect what it does then
 * @param resetAfterNanos how long a connection must have been open for the policy to start over; 0 resets on open
 * @param attemptTimeoutNanos how long an attempt may take, from TCP to the greeting of the dialect
 * @param request what its upgrade request says
 * @param messages what it sends
 * @param churn whether it comes and goes
 */
public record ClientPlan(
        String profile,
        Dialect dialect,
        ClientWords words,
        HeartbeatRule heartbeat,
        ReconnectPolicy reconnect,
        long resetAfterNanos,
        long attemptTimeoutNanos,
        RequestPlan request,
        MessagePlan messages,
        ChurnPlan churn) {

    /** Checks the ranges. */
    public ClientPlan {
        if (resetAfterNanos < 0) {
            throw new IllegalArgumentException("reset-after must not be negative");
        }
        if (attemptTimeoutNanos <= 0) {
            throw new IllegalArgumentException("attempt-timeout must be longer than 0");
        }
    }

    /** A client without a preset that speaks plain WebSocket, stays, and sends nothing unless told otherwise. */
    public static ClientPlan plain(HeartbeatRule heartbeat, ReconnectPolicy reconnect, long attemptTimeoutNanos) {
        return new ClientPlan(
                "",
                Plain.DIALECT,
                ClientWords.NONE,
                heartbeat,
                reconnect,
                0,
                attemptTimeoutNanos,
                RequestPlan.PLAIN,
                MessagePlan.NONE,
                ChurnPlan.NONE);
    }

    /** The same client, whose policy starts over after a connection that lasted so long. */
    public ClientPlan withResetAfter(long nanos) {
        return new ClientPlan(
                profile, dialect, words, heartbeat, reconnect, nanos, attemptTimeoutNanos, request, messages, churn);
    }

    /** The same client, made from this preset. */
    public ClientPlan withProfile(String name) {
        return new ClientPlan(
                name,
                dialect,
                words,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                request,
                messages,
                churn);
    }

    /** The same client with other messages. */
    public ClientPlan withMessages(MessagePlan other) {
        return new ClientPlan(
                profile,
                dialect,
                words,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                request,
                other,
                churn);
    }

    /** The same client with another dialect. */
    public ClientPlan withDialect(Dialect other) {
        return new ClientPlan(
                profile,
                other,
                words,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                request,
                messages,
                churn);
    }

    /** The same client with other words in its dialect. */
    public ClientPlan withWords(ClientWords other) {
        return new ClientPlan(
                profile,
                dialect,
                other,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                request,
                messages,
                churn);
    }

    /** The same client with another request. */
    public ClientPlan withRequest(RequestPlan other) {
        return new ClientPlan(
                profile,
                dialect,
                words,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                other,
                messages,
                churn);
    }

    /** The same client that comes and goes. */
    public ClientPlan withChurn(ChurnPlan other) {
        return new ClientPlan(
                profile,
                dialect,
                words,
                heartbeat,
                reconnect,
                resetAfterNanos,
                attemptTimeoutNanos,
                request,
                messages,
                other);
    }
}
