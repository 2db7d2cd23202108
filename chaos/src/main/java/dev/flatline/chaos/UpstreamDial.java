package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.time.Alarm;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One relay's way to the upstream, and its leg there: tries the addresses in their order until one accepts. Confined to the
 * event loop.
 */
final class UpstreamDial implements Leg {

    private final UpstreamDialer dialer;
    private final Relay relay;
    private Iterator<InetSocketAddress> left = Collections.emptyIterator();
    private Leg leg = NoLeg.INSTANCE;
    private @Nullable Alarm alarm;
    private boolean reads = true;
    private boolean closed;

    UpstreamDial(UpstreamDialer dialer, Relay relay) {
        this.dialer = dialer;
        this.relay = relay;
    }

    Relay relay() {
        return relay;
    }

    /** The addresses are being looked up; the alarm gives that up. */
    void awaits(Alarm limit) {
        alarm = limit;
    }

    /** Tries these. */
    void begin(List<InetSocketAddress> addresses) {
        forgetAlarm();
        left = addresses.iterator();
        next(new UnknownHostException("no address"));
    }

    /** An address could not be reached. */
    void failed(Throwable failure) {
        if (!closed) {
            next(failure);
        }
    }

    private void next(Throwable failure) {
        if (!left.hasNext()) {
            dialer.later(() -> dialer.gaveUp(relay, failure));
            return;
        }
        try {
            leg = dialer.connect(left.next(), this);
            leg.reading(reads);
        } catch (ChannelException unopened) {
            next(unopened);
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        leg.write(bytes);
    }

    @Override
    public void flush() {
        leg.flush();
    }

    @Override
    public boolean isWritable() {
        return leg.isWritable();
    }

    @Override
    public void finish() {
        leg.finish();
    }

    @Override
    public void reset() {
        giveUp();
        leg.reset();
    }

    @Override
    public void close() {
        giveUp();
        leg.close();
    }

    @Override
    public List<PacketPath> paths(Stream stream) {
        return leg.paths(stream);
    }

    @Override
    public void reading(boolean on) {
        reads = on;
        leg.reading(on);
    }

    private void giveUp() {
        closed = true;
        forgetAlarm();
        dialer.forget(this);
    }

    private void forgetAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
