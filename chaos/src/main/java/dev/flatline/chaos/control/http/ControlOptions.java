package dev.flatline.chaos.control.http;

import dev.flatline.chaos.control.Compat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the control API listens, and what it bears.
 *
 * @param host the address or name to listen on. Without a token it must be of the loopback interface: whoever reaches the
 *     API decides where proxies listen and what they connect to
 * @param port 0 to 65535; 0 takes any free one
 * @param token what requests must bring as {@code Authorization: Bearer TOKEN}, except {@code GET /version}, which probes
 *     ask; null for none. There is no encryption
 * @param open whether other machines may ask although there is no token: only where something else says who gets here, as the
 *     published ports of a container do
 * @param compat whose behaviour it is where Toxiproxy's is a defect
 * @param limits what it bears
 */
public record ControlOptions(
        String host, int port, @Nullable String token, boolean open, Compat compat, Limits limits) {

    private static final int MAX_PORT = 65_535;
    private static final int LEAST_TOKEN = 8;

    /** Toxiproxy's port. */
    public static final int DEFAULT_PORT = 8474;

    /**
     * What the API bears.
     *
     * @param threads how many requests are read or answered at a time, from 1; one that waits for connections to switch
     *     takes none. 64 more may wait, and beyond that connections are closed
     * @param requestLimit how long a request may hold a thread; then its connection is closed
     * @param maxBodyBytes longest body of a request, from 1; a longer one is answered with 413
     */
    public record Limits(int threads, Duration requestLimit, int maxBodyBytes) {

        /** Checks the ranges. */
        public Limits {
            require(threads >= 1, "control threads must be at least 1, found " + threads);
            require(requestLimit.toMillis() >= 1, "control request-limit must be at least 1ms, found " + requestLimit);
            require(maxBodyBytes >= 1, "control max-body-bytes must be at least 1, found " + maxBodyBytes);
        }

        /** 16 threads, 15 s, 1 MiB. */
        public static Limits defaults() {
            return new Limits(16, Duration.ofSeconds(15), 1 << 20);
        }
    }

    /** Checks the ranges. */
    public ControlOptions {
        require(!host.isEmpty(), "control host must not be empty");
        require(port >= 0 && port <= MAX_PORT, "control port must be 0 to " + MAX_PORT + ", found " + port);
        require(
                token == null || token.length() >= LEAST_TOKEN,
                "control token must have at least " + LEAST_TOKEN + " characters");
    }

    /** Port 8474 of the loopback address; no token; our behaviour. */
    public static ControlOptions defaults() {
        return new ControlOptions("127.0.0.1", DEFAULT_PORT, null, false, Compat.OURS, Limits.defaults());
    }

    /** These options on another port. */
    public ControlOptions onPort(int newPort) {
        return new ControlOptions(host, newPort, token, open, compat, limits);
    }

    /** These options on another address. */
    public ControlOptions at(String newHost, int newPort) {
        return new ControlOptions(newHost, newPort, token, open, compat, limits);
    }

    /** These options with a token. */
    public ControlOptions withToken(String newToken) {
        return new ControlOptions(host, port, newToken, open, compat, limits);
    }

    /** These options for anybody who gets there. */
    public ControlOptions opened() {
        return new ControlOptions(host, port, token, true, compat, limits);
    }

    /** These options with another behaviour. */
    public ControlOptions with(Compat newCompat) {
        return new ControlOptions(host, port, token, open, newCompat, limits);
    }

    /** These options with other limits. */
    public ControlOptions with(Limits newLimits) {
        return new ControlOptions(host, port, token, open, compat, newLimits);
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port + (token == null ? "" : " with a token") + ", " + compat + ", " + limits;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
