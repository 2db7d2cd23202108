package dev.flatline.wire.operator;

import java.time.Duration;

/**
 * Where an {@link OperatorPort} listens, and what it bears.
 *
 * @param host the address or name to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param exposed whether {@code host} may be reached from other machines. There is no password and no encryption: whoever
 *     reaches the port reads how many clients there are, why they left, what the process is and how it fares, and may make it
 *     work for every page. Pages say nothing about a single client, and nothing can be changed through them
 * @param threads how many requests are answered at a time, from 1; 64 more may wait, and beyond that connections are closed
 * @param requestLimit how long a request may hold one of the threads, from its first byte to the last byte of the answer;
 *     then its connection is closed
 */
public record OperatorOptions(String host, int port, boolean exposed, int threads, Duration requestLimit) {

    private static final int MAX_PORT = 65_535;

    /** Checks the ranges. */
    public OperatorOptions {
        require(!host.isEmpty(), "operator host must not be empty");
        require(port >= 0 && port <= MAX_PORT, "operator port must be 0 to " + MAX_PORT + ", found " + port);
        require(threads >= 1, "operator threads must be at least 1, found " + threads);
        require(requestLimit.toMillis() >= 1, "operator request-limit must be at least 1ms, found " + requestLimit);
    }

    /** Any free port of the loopback address; four threads, 5 s a request. */
    public static OperatorOptions defaults() {
        return new OperatorOptions("127.0.0.1", 0, false, 4, Duration.ofSeconds(5));
    }

    /** These options on another port. */
    public OperatorOptions onPort(int newPort) {
        return new OperatorOptions(host, newPort, exposed, threads, requestLimit);
    }

    /** These options on another address, which must be of the loopback interface. */
    public OperatorOptions at(String newHost, int newPort) {
        return new OperatorOptions(newHost, newPort, exposed, threads, requestLimit);
    }

    /** These options on an address that other machines may reach; see {@link #exposed}. */
    public OperatorOptions exposedOn(String newHost, int newPort) {
        return new OperatorOptions(newHost, newPort, true, threads, requestLimit);
    }

    /** These options with other limits. */
    public OperatorOptions withLimits(int newThreads, Duration newRequestLimit) {
        return new OperatorOptions(host, port, exposed, newThreads, newRequestLimit);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
