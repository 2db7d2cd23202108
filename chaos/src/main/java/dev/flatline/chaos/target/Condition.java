package dev.flatline.chaos.target;

/** One thing that a connection must be for a toxic to be about it. Immutable. */
public interface Condition {

    /** Whether the connection is that. Always false while a request that is needed has not been read. */
    boolean meets(ConnectionFacts connection);

    /** Whether it can be told only when the upgrade request has been read. */
    boolean needsRequest();

    /** Its name in configurations and in the control API, such as {@code group}. */
    String key();

    /** Its value there, such as {@code blue}. */
    String value();
}
