package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Outlet;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a direction has read before there is anyone to pass it on to, each with the instant of its arrival. */
final class Waiting {

    private record Arrival(
            @Nullable ByteBuf bytes, @Nullable End end, long atNanos) {}

    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>(2);
    private long bytes;

    /** Takes bytes in, which then belong to it. */
    void add(ByteBuf chunk, long nowNanos) {
        bytes += chunk.readableBytes();
        arrivals.add(new Arrival(chunk, null, nowNanos));
    }

    /** Takes an end in. */
    void add(End end, long nowNanos) {
        arrivals.add(new Arrival(null, end, nowNanos));
    }

    /** Bytes that wait. */
    long bytes() {
        return bytes;
    }

    /** Passes everything on, as of the instants of arrival, so that what a toxic delays counts from there. */
    void passTo(Outlet outlet) {
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            if (arrival.bytes != null) {
                bytes -= arrival.bytes.readableBytes();
                outlet.bytes(arrival.bytes, arrival.atNanos);
            } else if (arrival.end != null) {
                outlet.end(arrival.end, arrival.atNanos);
            }
        }
    }

    /** Releases everything. */
    void drop() {
        bytes = 0;
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            if (arrival.bytes != null) {
                arrival.bytes.release();
            }
        }
    }
}
