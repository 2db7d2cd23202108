package dev.flatline.scenarios.live;

import java.util.Optional;

/**
 * What others may watch of a run.
 *
 * @param uiPort where its report is served on loopback, 0 for any free port; empty for nowhere
 * @param prometheus where its metrics are served; empty for nowhere
 */
public record LiveOptions(Optional<Integer> uiPort, Optional<Endpoint> prometheus) {

    /** Nobody watches. */
    public static final LiveOptions NONE = new LiveOptions(Optional.empty(), Optional.empty());

    /**
     * Where metrics are served.
     *
     * @param host an address or name of this machine; whoever reaches it can read them
     * @param port 0 for any free one
     */
    public record Endpoint(String host, int port) {

        private static final int MAX_PORT = 65_535;

        /**
         * Reads {@code PORT} or {@code HOST:PORT}.
         *
         * @throws IllegalArgumentException {@code found …; accepted: …}
         */
        public static Endpoint parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
            String port = text.substring(colon + 1);
            if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
                throw new IllegalArgumentException("found '" + text
                        + "'; accepted: PORT (on loopback) or HOST:PORT, such as 9464 or 0.0.0.0:9464");
            }
            return new Endpoint(host, Integer.parseInt(port));
        }

        /** Whether only this machine can reach it, by the way it was asked for. */
        boolean isLoopback() {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        }
    }

    /** Whether anybody watches. */
    public boolean any() {
        return uiPort.isPresent() || prometheus.isPresent();
    }
}
