package dev.flatline.core.heartbeat;

/**
 * What a ping is on the wire.
 *
 * <p>The text of a ping and of its answer may hold {@code {n}}, which stands for the number of the ping on its connection,
 * from 1; the text of a ping also {@code {unix}}, the seconds since 1970.
 *
 * @param kind a control frame, or a text message of the application
 * @param text the message of a {@link Kind#TEXT} ping; empty for a control frame
 * @param answer the message of the peer that counts as its pong, exactly; empty if there is none, or for a control frame
 */
public record PingFrame(Kind kind, String text, String answer) {

    /** What carries the ping. */
    public enum Kind {
        /** The control frame of RFC 6455. */
        WEBSOCKET,
        /** A text message. */
        TEXT
    }

    /** A WebSocket ping. Its payload is empty, or the number of the ping where the rule asks for that. */
    public static final PingFrame WEBSOCKET = new PingFrame(Kind.WEBSOCKET, "", "");

    private static final String NUMBER = "{n}";
    private static final String UNIX = "{unix}";

    /** Checks what goes together. */
    public PingFrame {
        if (kind == Kind.WEBSOCKET && !(text.isEmpty() && answer.isEmpty())) {
            throw new IllegalArgumentException("text and answer go with ping: text");
        }
        if (kind == Kind.TEXT && text.isEmpty()) {
            throw new IllegalArgumentException("text is missing; accepted: what a ping: text sends");
        }
        if (answer.contains(UNIX)) {
            throw new IllegalArgumentException("answer may hold {n}, and not {unix}");
        }
    }

    /** A text ping; an empty answer means that nothing answers it. */
    public static PingFrame text(String text, String answer) {
        return new PingFrame(Kind.TEXT, text, answer);
    }

    /** Whether it is a text message. */
    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Whether something answers it: a control frame is answered by every peer that keeps to RFC 6455. */
    public boolean isAnswered() {
        return kind == Kind.WEBSOCKET || !answer.isEmpty();
    }

    /** Whether its text depends on the time of day. */
    public boolean tellsTime() {
        return text.contains(UNIX);
    }

    /** The message of a text ping. */
    public String text(long number, long unixSeconds) {
        return text.replace(NUMBER, Long.toString(number)).replace(UNIX, Long.toString(unixSeconds));
    }

    /** The message that answers the text ping of this number; empty if there is none. */
    public String answer(long number) {
        return answer.replace(NUMBER, Long.toString(number));
    }

    /**
     * What this message says in answer to a message of the peer, if that is its text ping.
     *
     * @return the answer, or empty text if the message is no ping or is not answered
     */
    public String answerTo(String message) {
        int at = text.indexOf(NUMBER);
        if (kind != Kind.TEXT || answer.isEmpty()) {
            return "";
        }
        if (at < 0) {
            return message.equals(text) ? answer : "";
        }
        int tail = text.length() - at - NUMBER.length();
        int end = message.length() - tail;
        boolean around = end > at
                && message.startsWith(text.substring(0, at))
                && message.endsWith(text.substring(at + NUMBER.length()));
        return around && isNumber(message, at, end) ? answer.replace(NUMBER, message.substring(at, end)) : "";
    }

    private static boolean isNumber(String message, int from, int to) {
        for (int i = from; i < to; i++) {
            if (message.charAt(i) < '0' || message.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
