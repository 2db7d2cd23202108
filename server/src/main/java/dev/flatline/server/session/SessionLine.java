package dev.flatline.server.session;

/** The connection that a session's messages leave by. Called on any thread. */
public interface SessionLine {

    /** Asks it to take what waits, with {@link Session#next}, until nothing is left. */
    void wake();

    /** More waits for it than {@link #roomBytes}: it gets no more, and is to end. */
    void overrun();

    /** How many bytes may wait for it. */
    int roomBytes();
}
