package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket that writes down what is done to it. */
final class FakeLeg implements Leg {

    final StringBuilder sent = new StringBuilder();
    final List<String> writes = new ArrayList<>();
    boolean writable = true;
    boolean reading = true;
    boolean fin;
    boolean reset;
    boolean closed;
    private final Relay relay;
    private final Direction sink;

    FakeLeg(Relay relay, Direction sink) {
        this.relay = relay;
        this.sink = sink;
    }

    @Override
    public void write(ByteBuf bytes) {
        if (!closed) {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            sent.append(text);
            writes.add(text);
        }
        bytes.release();
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void finish() {
        fin = true;
        relay.finSent(sink);
    }

    @Override
    public void reset() {
        reset = reset || !closed;
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void reading(boolean on) {
        reading = on;
    }
}
