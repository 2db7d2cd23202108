package dev.flatline.benchmarks.server;

import java.util.List;
import java.util.Locale;

/** The servers that are compared, by the heading of their column. */
enum Candidate {
    /** This project's server. */
    FLATLINE,
    /** Netty's HTTP codec, aggregator and WebSocket protocol handler. */
    STOCK,
    /** The npm package {@code ws} on Node. */
    WS;

    /** Those that run in this JVM. */
    static final List<Candidate> ON_JVM = List.of(FLATLINE, STOCK);

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
