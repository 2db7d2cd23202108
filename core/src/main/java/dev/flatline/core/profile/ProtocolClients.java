package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;
import static dev.flatline.core.profile.Parameter.unset;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.reconnect.AfterLive;
import dev.flatline.core.reconnect.CloseReaction;
import dev.flatline.core.reconnect.CloseReaction.When;
import dev.flatline.core.reconnect.CompoundingBackoff;
import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.FirstThen;
import dev.flatline.core.reconnect.Limited;
import dev.flatline.core.reconnect.Padded;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Scaled;
import dev.flatline.core.reconnect.SinceStart;
import dev.flatline.core.reconnect.WholeMillis;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** gRPC, MQTT, STOMP, GraphQL over WebSocket, NATS, Kafka, Kubernetes and Python's websockets. */
final class ProtocolClients {

    private static final long MS = Growth.MS;
    private static final long SECOND = Growth.SECOND;

    private ProtocolClients() {}

    static List<ClientProfile> all() {
        return List.of(
                grpc(),
                grpcJs(),
                mqttJs(),
                paho(),
                stompJs(),
                graphQlWs(),
                graphQlWsRetryAll(),
                pythonWebsockets(),
                nats(),
                k8sReflector(),
                kafka());
    }

    private static ClientProfile grpc() {
        return ClientProfile.of(
                        "grpc",
                        "gRPC connection backoff protocol",
                        "at once after a live connection, then 1s × 1.6 from start to start, ±20 % but the first, at most 120s"
                                + " before jitter; its keepalive is not modelled")
                .returning(sinceStart(new FirstThen(
                        Growth.fixed(SECOND), new Scaled(Growth.exponential(1_600 * MS, 1.6, 120 * SECOND), 0.8, 1.2))))
                .tryingFor(20);
    }

    private static ClientProfile grpcJs() {
        return ClientProfile.of(
                        "grpc-js",
                        "@grpc/grpc-js 1.14.7",
                        "as grpc, but each delay grows from the jittered one before: a random walk")
                .returning(sinceStart(new CompoundingBackoff(SECOND, 1.6, 0.2, 120 * SECOND)))
                .tryingFor(20);
    }

    private static ReconnectPolicy sinceStart(ReconnectPolicy delays) {
        return new AfterLive(DelayTable.AT_ONCE, new SinceStart(delays), false);
    }

    private static ClientProfile mqttJs() {
        return ClientProfile.of(
                        "mqtt.js",
                        "mqtt 5.16.0",
                        "pings when it was quiet for the keepalive, cut after one and a half; 1s, no jitter; here the ping is a"
                                + " WebSocket ping and any frame is a packet")
                .beating(
                        List.of(seconds("keep-alive", 60, "keepalive")),
                        values -> HeartbeatRule.pinging(
                                Activity.ANY_FRAME, values.number("keep-alive"), values.number("keep-alive") / 2, 0))
                .returning(Growth.fixed(SECOND))
                .tryingFor(30)
                .resuming("its clientId; a clean session subscribes again");
    }

    private static ClientProfile paho() {
        return ClientProfile.of(
                        "paho",
                        "Eclipse Paho Java v3, automaticReconnect on",
                        "as mqtt.js, but cut a whole keepalive after the ping; 1s doubling to 128s, no jitter; the real one"
                                + " shares its delay among all clients of a JVM")
                .beating(
                        List.of(seconds("keep-alive", 60, "keepAliveInterval")),
                        values -> HeartbeatRule.pinging(
                                Activity.ANY_FRAME, values.number("keep-alive"), values.number("keep-alive"), 0))
                .returning(Growth.exponential(SECOND, 2, 128 * SECOND))
                .tryingFor(30)
                .resuming("its clientId");
    }

    private static ClientProfile stompJs() {
        PingFrame lineFeed = PingFrame.text("\n", "");
        return ClientProfile.of(
                        "stomp.js",
                        "@stomp/stompjs 7.5.0",
                        "line feeds both ways, looked for at each interval, lost after two; 5s, no jitter")
                .beating(
                        List.of(seconds("heartbeat", 10, "both directions, after negotiation")),
                        values -> new HeartbeatRule(
                                Activity.MESSAGES,
                                Pings.of(lineFeed, values.number("heartbeat"), Cadence.FIXED),
                                Pings.of(lineFeed, values.number("heartbeat"), Cadence.FIXED),
                                Expiry.silent(2 * values.number("heartbeat"), OnExpiry.close(OnExpiry.NO_STATUS, "")),
                                Scan.every(values.number("heartbeat"))))
                .returning(Growth.fixed(5 * SECOND));
    }

    private static ClientProfile graphQlWs() {
        return graphQl(
                "graphql-ws",
                "no heartbeat by default; one second doubling plus 0.3 to 3s, five times; an attempt that fails is fatal, and"
                        + " so are some codes",
                CloseReaction.stop(When.attemptFails()));
    }

    private static ClientProfile graphQlWsRetryAll() {
        return graphQl(
                "graphql-ws-retry-all", "as graphql-ws with shouldRetry: () => true: attempts that fail are retried");
    }

    private static ClientProfile graphQl(String name, String description, CloseReaction... more) {
        CloseReaction[] reactions = Stream.concat(
                        Stream.of(more),
                        Stream.of(
                                CloseReaction.atOnce(When.code(1000)),
                                CloseReaction.stop(When.codes(1002, 1004)),
                                CloseReaction.stop(When.codes(1007, 1011)),
                                CloseReaction.stop(When.codes(1015, 1999)),
                                CloseReaction.stop(When.codes(4004, 4005)),
                                CloseReaction.stop(When.codes(4400, 4401)),
                                CloseReaction.stop(When.code(4406)),
                                CloseReaction.stop(When.code(4409)),
                                CloseReaction.stop(When.code(4429)),
                                CloseReaction.stop(When.code(4500))))
                .toArray(CloseReaction[]::new);
        ReconnectPolicy doubling = Growth.exponential(SECOND, 2, 1L << 61);
        return ClientProfile.of(name, "graphql-ws 6.4.2", description)
                .beating(
                        List.of(unset("keep-alive", "keepAlive: pings, whose answers it does not miss; off if unset")),
                        values -> HeartbeatRule.NONE.withPings(Pings.of(
                                PingFrame.text("{\"type\":\"ping\"}", "{\"type\":\"pong\"}"),
                                values.number("keep-alive"),
                                Cadence.FIXED)))
                .returning(new Limited(WholeMillis.of(new Padded(doubling, 300 * MS, 3 * SECOND)), 5), reactions)
                .resuming("nobody: its operations subscribe again");
    }

    private static ClientProfile pythonWebsockets() {
        return ClientProfile.of(
                        "python-websockets",
                        "websockets, 2026-07, async for",
                        "pings every 20s, closes with 1011; at once after a live connection, then 0 to 5s, 3.1s × 1.618 to 90s;"
                                + " an HTTP status other than 500, 502, 503, 504 ends it")
                .beating(
                        List.of(
                                seconds("ping-interval", 20, "from ping to ping"),
                                seconds("ping-timeout", 20, "how long one may be unanswered")),
                        values -> NodeProfiles.pinging(
                                values.number("ping-interval"),
                                values.number("ping-timeout"),
                                OnExpiry.close(1011, "keepalive ping timeout")))
                .returning(
                        new AfterLive(
                                DelayTable.AT_ONCE,
                                new FirstThen(
                                        Growth.uniform(5 * SECOND), Growth.exponential(3_100 * MS, 1.618, 90 * SECOND)),
                                false),
                        CloseReaction.stop(When.statusOtherThan(Set.of(500, 502, 503, 504))))
                .tryingFor(10);
    }

    private static ClientProfile nats() {
        return ClientProfile.of(
                        "nats",
                        "nats.go, 2026-08",
                        "PING every 2min, lost when a third is due with two unanswered; 2s and up to 100ms, 60 times; here with"
                                + " one server")
                .beating(new HeartbeatRule(
                        Activity.PONGS,
                        Pings.of(PingFrame.text("PING\r\n", "PONG\r\n"), 120 * SECOND, Cadence.FIXED),
                        Pings.NONE,
                        Expiry.unanswered(240 * SECOND, OnExpiry.CUT),
                        Scan.EXACT))
                .returning(new Limited(new Padded(Growth.fixed(2 * SECOND), 0, 100 * MS), 60))
                .tryingFor(2);
    }

    private static ClientProfile k8sReflector() {
        return ClientProfile.of(
                        "k8s-reflector",
                        "client-go and apimachinery, 2026-07",
                        "no heartbeat; 0.8s doubling to 30s, each up to twice as long; starts over after two minutes without"
                                + " backoff, here after two minutes open")
                .returning(new Scaled(Growth.exponential(800 * MS, 2, 30 * SECOND), 1, 2))
                .resettingAfter(120)
                .resuming("its resourceVersion");
    }

    private static ClientProfile kafka() {
        return ClientProfile.of(
                        "kafka",
                        "Kafka clients, ExponentialBackoff.java",
                        "no heartbeat; 50ms doubling, ±20 %, at most 1s after jitter")
                .returning(new WholeMillis(new Scaled(Growth.exponential(50 * MS, 2, SECOND), 0.8, 1.2), SECOND))
                .tryingFor(10);
    }
}
