package dev.flatline.server.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line that counts what it is told and takes messages when its test wants it to. */
final class RecordingLine implements SessionLine {

    final List<String> taken = new ArrayList<>();
    int wakings;
    int overruns;
    private final int roomBytes;

    RecordingLine() {
        this(Integer.MAX_VALUE);
    }

    RecordingLine(int roomBytes) {
        this.roomBytes = roomBytes;
    }

    /** Takes the next message, if there is one. */
    boolean take(Session session) {
        KeptMessage message = session.next(this);
        if (message != null) {
            taken.add(new String(message.payload(), StandardCharsets.UTF_8));
        }
        return message != null;
    }

    /** Takes all that waits, and returns all it ever took. */
    List<String> takeAll(Session session) {
        boolean more = true;
        while (more) {
            more = take(session);
        }
        return taken;
    }

    @Override
    public void wake() {
        wakings++;
    }

    @Override
    public void overrun() {
        overruns++;
    }

    @Override
    public int roomBytes() {
        return roomBytes;
    }
}
