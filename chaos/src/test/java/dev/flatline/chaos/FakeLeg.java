package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket that writes down what is done to it. */
final class FakeLeg implements Leg {

    final StringBuilder sent = new StringBuilder();
    final List<String> writes = new ArrayList<>();
    boolean writable = true;
    boolean reading = true;
    boolean fin;
    boolean reset;
    boolean closed;
    private static final AtomicInteger PORTS = new AtomicInteger(1);
    private final int port = PORTS.incrementAndGet() % 60_000 + 2;
    private final Relay relay;
    private final Direction sink;

    FakeLeg(Relay relay, Direction sink) {
        this.relay = relay;
        this.sink = sink;
    }

    @Override
    public List<PacketPath> paths(Stream stream) {
        List<PacketPath> paths = new ArrayList<>();
        if (stream.covers(sink)) {
            paths.add(leaving());
        }
        if (stream.covers(sink == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM)) {
            paths.add(new PacketPath(leaving().to(), leaving().from()));
        }
        return paths;
    }

    /** The way of the packets that it sends. */
    PacketPath leaving() {
        return new PacketPath(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
