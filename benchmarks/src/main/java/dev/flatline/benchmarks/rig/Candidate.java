package dev.flatline.benchmarks.rig;

import java.util.List;
import java.util.Locale;

/** The programs that are compared, by the heading of their column. */
public enum Candidate {
    /** This project's. */
    FLATLINE,
    /** Netty's HTTP codec, aggregator and WebSocket protocol handler, of the server or of the client. */
    STOCK,
    /** The npm package {@code ws} on Node. */
    WS,
    /** HAProxy in TCP mode, one thread. */
    HAPROXY,
    /** No proxy in between. */
    DIRECT;

    /** Those that run on a JVM. */
    public static final List<Candidate> ON_JVM = List.of(FLATLINE, STOCK);

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
