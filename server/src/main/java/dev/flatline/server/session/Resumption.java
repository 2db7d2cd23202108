package dev.flatline.server.session;

/**
 * What a connection finds of its client's session.
 *
 * @param next the number of the first message that it will get, counted from 1 by both sides
 * @param lost how many messages behind the client's last one were no longer kept
 * @param fresh whether the client must count from the beginning, because the session that it had, if any, is not continued
 */
public record Resumption(Session session, long next, long lost, boolean fresh) {

    /** The header of the 101 that tells the client. */
    public static final String HEADER = "X-Flatline-Resume";

    /** The header of the upgrade request in which a client says what it has, if its identity is in a header. */
    public static final String LAST_HEADER = "X-Flatline-Last";

    /** The query parameter in which a client says what it has, if its identity is in the query. */
    public static final String LAST_PARAMETER = "last";

    /** The value of {@link #HEADER}. */
    public String header() {
        return "next=" + next + "; lost=" + lost + (fresh ? "; new" : "");
    }
}
