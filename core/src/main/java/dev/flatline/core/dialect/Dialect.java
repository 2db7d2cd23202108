package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;

/**
 * An application protocol over WebSocket, as far as connections live and die by it: its greeting, its heartbeat, its words
 * for "go away". Immutable; what a conversation must remember is in the {@link ClientTalk} or {@link ServerTalk} of its
 * connection. Neither throws on what the peer says, whatever that is.
 */
public interface Dialect {

    /** Its key in a scenario file, in kebab case. */
    String name();

    /** The path and query that its clients ask for by default, from the slash. */
    default String path() {
        return "/";
    }

    /** The subprotocols that its clients offer, the preferred one first; a server agrees to the first it knows. */
    default List<String> subprotocols() {
        return List.of();
    }

    /** A client's side, for one client: {@link ClientTalk#opened} begins it anew on every connection. */
    ClientTalk client(HeartbeatRule rule);

    /** The words that its clients may choose. */
    default List<ClientWord> words() {
        return List.of();
    }

    /**
     * A client's side with words of its own. A client that chose what it joins does not stay where that is refused.
     *
     * @param words of {@link #words}, filled in for this client
     */
    default ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return client(rule);
    }

    /**
     * A server's side under a rule, for all its connections: see {@link ServerTalk#forConnection}. What it tells its clients
     * about heartbeats, it takes from the rule.
     */
    ServerTalk server(HeartbeatRule rule);

    /** The client's rule once the server has said what it expects; the same rule if the dialect lets no server do that. */
    default HeartbeatRule tuned(HeartbeatRule rule, Terms terms) {
        return rule;
    }
}
