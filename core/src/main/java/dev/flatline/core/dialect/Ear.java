package dev.flatline.core.dialect;

/** What one side of a conversation is told of the other's words, and what it is asked to send. */
public interface Ear {

    /** Send this text now. */
    void say(byte[] utf8);

    /** The peer's heartbeat arrived; if it wants an answer, that was said. */
    void pinged();

    /** The peer answered the latest ping. */
    void answered();

    /** A message of the application, without what the dialect wraps around it. */
    void message(byte[] payload);

    /** Something else arrived: a sign of life and nothing more. */
    void noise();

    /** What a client is told as well. */
    interface OfClient extends Ear {

        /** The greeting is through: from now on messages may be sent. Told once for each connection. */
        void joined(Terms terms);

        /**
         * The server sends this client away in the words of the dialect: the client is to close the connection.
         *
         * @param mayReturn whether the client reconnects
         */
        void dismissed(boolean mayReturn);
    }

    /** What a server is told as well. */
    interface OfServer extends Ear {

        /** A name for the connection, unique to its server, of letters, digits, {@code -} and {@code _}. */
        String id();

        /** The client breaks the dialect's rules or says goodbye in its words: close with this code, or 1005 for none. */
        void close(int code);
    }
}
