package dev.flatline.scenarios.file;

import java.util.List;

/** Every key of a scenario file, section by section. The published schema is held against these lists by a test. */
final class Keys {

    static final List<String> ROOT = List.of(
            "name", "description", "seed", "duration", "server", "clients", "timeline", "generator", "objectives");
    static final List<String> SERVER = List.of(
            "port",
            "heartbeat",
            "detector",
            "limits",
            "outbound",
            "identity",
            "resume",
            "admission",
            "origins",
            "subprotocols",
            "compression");
    static final List<String> LIMITS = List.of("head", "frame", "message", "handshake-timeout", "close-timeout");
    static final List<String> OUTBOUND = List.of("buffer", "when-full");
    static final List<String> IDENTITY = List.of("from", "name", "replace");
    static final List<String> RESUME = List.of("messages", "bytes", "window", "sessions");
    static final List<String> COMPRESSION = List.of("server-takeover", "client-takeover", "from", "contexts");
    static final List<String> ADMISSION =
            List.of("connections", "handshakes", "per-address", "turn-away", "retry-after");
    static final List<String> HEARTBEAT = List.of("activity", "idle", "ping", "every", "timeout", "scan");
    static final List<String> CLIENTS =
            List.of("count", "connect", "heartbeat", "reconnect", "messages", "attempt-timeout");
    static final List<String> CONNECT = List.of("arrival", "rate", "from", "to", "over", "steps");
    static final List<String> STEP = List.of("rate", "for");
    static final List<String> RECONNECT =
            List.of("backoff", "base", "factor", "cap", "jitter", "capped", "max-attempts", "reset-after");
    static final List<String> MESSAGES = List.of("kind", "rate", "size");
    static final List<String> FAULT = List.of("at", "for", "fault", "hit", "delay", "jitter");
    static final List<String> GENERATOR = List.of("max-lag");

    private Keys() {}
}
