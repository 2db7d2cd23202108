package dev.flatline.core.connection;

/** Why a connection ended or an attempt failed. What the network does is a value, never an exception. */
public enum CloseCause {
    /** The peer sent a Close frame; its code goes with it. */
    CLOSE_FRAME("close-frame"),
    /** The peer's FIN without a Close frame (a browser would say 1006). */
    END_OF_STREAM("end-of-stream"),
    /** The peer's RST. */
    RESET("reset"),
    /** Nobody listens there. */
    REFUSED("refused"),
    /** No TCP connection within the time limit. */
    CONNECT_TIMEOUT("connect-timeout"),
    /** TCP stands, and TLS did not within the time limit. */
    TLS_TIMEOUT("tls-timeout"),
    /** TLS failed: the certificate is not trusted, or there is no TLS there. */
    TLS_FAILED("tls-failed"),
    /** No answer to the upgrade request within the time limit. */
    UPGRADE_TIMEOUT("upgrade-timeout"),
    /** The WebSocket opened, and the greeting of the dialect was not through within the time limit. */
    GREETING_TIMEOUT("greeting-timeout"),
    /** The upgrade was answered with another HTTP status than 101; the status goes with it. */
    UPGRADE_REJECTED("upgrade-rejected"),
    /** The peer broke RFC 6455. */
    PROTOCOL_ERROR("protocol-error"),
    /** The peer sent a frame or a message beyond the limit. */
    TOO_BIG("too-big"),
    /** The heartbeat rule declared the peer gone. */
    HEARTBEAT_EXPIRED("heartbeat-expired"),
    /** This machine ran out of descriptors or ports: the generator is the bottleneck, not the server. */
    NO_RESOURCES("no-resources"),
    /** Any other error of the operating system: unreachable, for example. */
    NETWORK_ERROR("network-error"),
    /** The server's dialect said to go away and not to come back. */
    SENT_AWAY("sent-away"),
    /** The server's dialect said to reconnect. */
    SENT_BACK("sent-back"),
    /** This side chose to stop. */
    LOCAL("local"),
    /** The program behind the server threw. */
    SERVER_ERROR("server-error"),
    /** The peer does not read what it is sent. */
    SLOW_CONSUMER("slow-consumer"),
    /** A newer connection has the same identity. */
    REPLACED("replaced"),
    /** The server has all the connections that it may have. */
    OVERLOADED("overloaded"),
    /** The server sends its connections away, batch by batch, before it goes. */
    DRAINING("draining"),
    /** The server went away with all its connections. */
    SERVER_STOPPED("server-stopped");

    private final String label;

    CloseCause(String label) {
        this.label = label;
    }

    /** The name in files and metric names, in kebab case. */
    public String label() {
        return label;
    }
}
