package dev.flatline.scenarios.file;

import java.util.List;
import java.util.stream.Stream;

/** Every key of a scenario file, section by section. The published schema is held against these lists by a test. */
final class Keys {

    static final List<String> ROOT = List.of(
            "name",
            "description",
            "seed",
            "duration",
            "server",
            "clients",
            "targets",
            "tls",
            "timeline",
            "inject",
            "abort-on",
            "generator",
            "objectives");
    static final List<String> ABORT_ON = List.of("failed", "for", "attempts");
    static final List<String> SERVER = List.of(
            "port",
            "heartbeat",
            "detector",
            "dialect",
            "limits",
            "outbound",
            "identity",
            "resume",
            "admission",
            "origins",
            "subprotocols",
            "compression");
    private static final List<String> LAUNCHED = List.of("port", "path", "ready");
    /** Of a server that is containers of an image. */
    static final List<String> IMAGE = with("image", "replicas", "command", "env", "engine", "memory", "cpus", "pids");
    /** Of a server that is containers which stand already. */
    static final List<String> CONTAINERS = with("containers", "engine");
    /** Of a server that is processes of a command. */
    static final List<String> COMMAND = with("command", "replicas", "env", "folder");

    static final List<String> READY = List.of("websocket", "tcp", "http", "log", "within");
    /** What a server that stands alone is told beside those of {@link #SERVER}. */
    static final List<String> SERVE = Stream.concat(
                    Stream.of("host", "tls", "transport", "loops", "operator", "drain"), SERVER.stream())
            .toList();

    static final List<String> TLS = List.of("certificate", "key", "self-signed");
    static final List<String> OPERATOR = List.of("host", "port", "exposed");
    static final List<String> DRAIN = List.of("size", "pause", "budget", "reason");
    static final List<String> LIMITS =
            List.of("head", "frame", "message", "unfinished", "handshake-timeout", "close-timeout");
    static final List<String> OUTBOUND = List.of("buffer", "when-full");
    static final List<String> IDENTITY = List.of("from", "name", "replace");
    static final List<String> RESUME = List.of("messages", "bytes", "window", "sessions");
    static final List<String> COMPRESSION = List.of("server-takeover", "client-takeover", "from", "contexts");
    static final List<String> ADMISSION =
            List.of("connections", "handshakes", "per-address", "handshaking", "turn-away", "retry-after");
    static final List<String> HEARTBEAT = List.of(
            "activity",
            "idle",
            "ping",
            "text",
            "answer",
            "every",
            "cadence",
            "phase",
            "timeout",
            "from",
            "expiry",
            "code",
            "reason",
            "resume",
            "scan",
            "grid",
            "clock",
            "first-scan",
            "peer-ping",
            "peer-text",
            "peer-answer",
            "peer-every");
    static final List<String> CLIENTS = List.of(
            "name",
            "count",
            "profile",
            "dialect",
            "connect",
            "heartbeat",
            "reconnect",
            "request",
            "messages",
            "attempt-timeout",
            "churn");
    static final List<String> CONNECT = List.of("arrival", "rate", "from", "to", "over", "steps", "at", "clients");
    static final List<String> STEP = List.of("rate", "for");
    static final List<String> RECONNECT =
            List.of("backoff", "base", "factor", "cap", "jitter", "capped", "max-attempts", "reset-after");
    static final List<String> CHURN = List.of("rate", "stay", "away");
    static final List<String> MESSAGES = List.of("kind", "rate", "size", "room");
    static final List<String> FAULT = List.of(
            "at", "for", "fault", "toxic", "hit", "delay", "jitter", "replica", "signal", "grace", "network", "cpus",
            "memory", "pids", "up", "command", "undo");
    static final List<String> OBJECTIVE = List.of("objective", "abort", "after");
    static final List<String> GENERATOR = List.of("max-lag", "max-gc", "max-cpu", "max-late", "sources");
    static final List<String> REQUEST = List.of("path", "headers", "cookies", "subprotocols", "compression", "csv");
    static final List<String> TARGET = List.of("url", "weight");
    /** How the clients of a run speak TLS. */
    static final List<String> CLIENT_TLS = List.of("trust", "server-name", "resume");

    private Keys() {}

    private static List<String> with(String... own) {
        return Stream.concat(Stream.of(own), LAUNCHED.stream()).toList();
    }
}
