package dev.flatline.core.load;

import dev.flatline.core.connection.EchoText;
import dev.flatline.core.connection.PushText;

/**
 * The steady messages of one client, one every interval, whatever became of the one before (open model).
 *
 * @param kind who sends them and who gets them
 * @param intervalNanos nanoseconds between messages; 0 sends none
 * @param bytes payload of a message
 * @param room how many clients share a room; 0 where there are no rooms
 */
public record MessagePlan(Kind kind, long intervalNanos, int bytes, int room) {

    /** Who sends messages and who gets them. */
    public enum Kind {
        /** The client sends, and the server sends each message back to it. */
        ECHO,
        /** The server sends to each client that is connected. */
        PUSH,
        /** The client sends, and the server sends each message on to all that share a room with it, itself among them. */
        ROOM
    }

    /** No messages. */
    public static final MessagePlan NONE = new MessagePlan(0, EchoText.MIN_BYTES);

    /** The longest message, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most clients that may share a room. */
    public static final int MAX_ROOM = 10_000;

    /** Checks the ranges. */
    public MessagePlan {
        if (intervalNanos < 0) {
            throw new IllegalArgumentException("rate must not be negative");
        }
        int least = kind == Kind.ECHO ? EchoText.MIN_BYTES : PushText.MIN_BYTES;
        if (bytes < least || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "size must be " + least + "B to " + MAX_BYTES + "B, found " + bytes + "B");
        }
        if (kind == Kind.ROOM ? room < 1 || room > MAX_ROOM : room != 0) {
            throw new IllegalArgumentException(
                    kind == Kind.ROOM
                            ? "room must be 1 to " + MAX_ROOM + ", found " + room
                            : "room goes with kind room");
        }
    }

    /** Messages that are echoed. */
    public MessagePlan(long intervalNanos, int bytes) {
        this(Kind.ECHO, intervalNanos, bytes, 0);
    }

    /** Whether there are any. */
    public boolean happen() {
        return intervalNanos > 0;
    }

    /** Whether the client sends any. */
    public boolean sends() {
        return happen() && kind != Kind.PUSH;
    }

    /** Whether there are any of this kind. */
    public boolean are(Kind asked) {
        return happen() && kind == asked;
    }
}
