package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;
import static dev.flatline.core.profile.Parameter.unset;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.reconnect.CloseReaction;
import dev.flatline.core.reconnect.CloseReaction.When;
import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.ExponentialBackoff.Cap;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.reconnect.Padded;
import dev.flatline.core.reconnect.ReconnectPolicy;
import java.util.List;

/** What people write themselves: idioms of manuals, the formulas of articles and standards, and known mistakes. */
final class IdiomClients {

    private static final long SECOND = Growth.SECOND;
    private static final long ARTICLE_CAP = 30 * SECOND;

    private IdiomClients() {}

    static List<ClientProfile> all() {
        return List.of(
                workerman(),
                swoole(),
                aws("aws-full", Jitter.FULL, "0 to the delay"),
                aws("aws-equal", Jitter.EQUAL, "half the delay to all of it"),
                aws("aws-decorrelated", Jitter.DECORRELATED, "1s to three times the delay before"),
                rfc6455(),
                hybi1012(),
                noJitter(),
                jitterBeforeCap(),
                immediate());
    }

    private static ClientProfile workerman() {
        return ClientProfile.of(
                        "workerman",
                        "AsyncTcpConnection of Workerman 5.2, the manual's reconnect(1) in onClose",
                        "pings only if told to, and misses no answer; the caller's delay, no jitter")
                .beating(
                        List.of(unset("ping-interval", "websocketPingInterval; no pings if unset")),
                        values -> HeartbeatRule.NONE.withPings(
                                Pings.of(PingFrame.WEBSOCKET, values.number("ping-interval"), Cadence.FIXED)))
                .returning(
                        List.of(seconds("delay", 1, "the argument of reconnect")),
                        values -> Growth.fixed(values.number("delay")));
    }

    private static ClientProfile swoole() {
        return ClientProfile.of(
                        "swoole",
                        "Swoole 6.2, Coroutine\\Http\\Client with Timer::after in its loop",
                        "no heartbeat and no reconnect of its own: the user's delay, no jitter")
                .returning(
                        List.of(seconds("delay", 1, "what the user gives Timer::after; Swoole has no default")),
                        values -> Growth.fixed(values.number("delay")));
    }

    private static ClientProfile aws(String name, Jitter jitter, String range) {
        return ClientProfile.of(
                        name,
                        "AWS Architecture Blog, Exponential Backoff And Jitter, 2015",
                        "no heartbeat; 1s doubling to 30s, waits " + range)
                .returning(Growth.exponential(SECOND, 2, ARTICLE_CAP, jitter, Cap.BEFORE_JITTER))
                .tryingFor(10);
    }

    private static ClientProfile rfc6455() {
        return ClientProfile.of(
                        "rfc6455",
                        "RFC 6455, section 7.2.3",
                        "no heartbeat; a first delay of 0 to 5s, then up to twice as long each time; the cap of 60s is ours, the"
                                + " RFC gives none")
                .returning(randomDoubling())
                .tryingFor(10);
    }

    private static ClientProfile hybi1012() {
        return ClientProfile.of(
                        "hybi-1012",
                        "the hybi list's text on code 1012, IANA",
                        "as rfc6455, but a Close 1012 is a restart: 5 to 30s")
                .returning(
                        randomDoubling(),
                        CloseReaction.by(
                                When.code(1012),
                                "tries again after 5s to 30s",
                                new Padded(DelayTable.AT_ONCE, 5 * SECOND, 30 * SECOND)))
                .tryingFor(10);
    }

    private static ReconnectPolicy randomDoubling() {
        return Growth.exponential(5 * SECOND, 2, 60 * SECOND, Jitter.FULL, Cap.BEFORE_JITTER);
    }

    private static ClientProfile noJitter() {
        return ClientProfile.of(
                        "no-jitter",
                        "known to be bad",
                        "no heartbeat; 1s doubling to 30s: who was lost together comes back together")
                .returning(Growth.exponential(SECOND, 2, ARTICLE_CAP))
                .tryingFor(10);
    }

    private static ClientProfile jitterBeforeCap() {
        return ClientProfile.of(
                        "jitter-before-cap",
                        "known to be bad",
                        "no heartbeat; 1s doubling, half of it at random, and then cut at 10s: all wait alike in the end")
                .returning(Growth.exponential(SECOND, 2, 10 * SECOND, Jitter.EQUAL, Cap.AFTER_JITTER))
                .tryingFor(10);
    }

    private static ClientProfile immediate() {
        return ClientProfile.of(
                        "immediate",
                        "known to be bad",
                        "no heartbeat; tries again at once, and again: up to a thousand attempts a second from each client")
                .returning(DelayTable.AT_ONCE)
                .tryingFor(10);
    }
}
