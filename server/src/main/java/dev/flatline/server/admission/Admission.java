package dev.flatline.server.admission;

import dev.flatline.server.options.AdmissionOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a server has let in, exactly, across its restarts and reloads. Limits come as arguments, because a reload changes
 * them and not the counts. Any thread may ask; a limit that is off costs nothing.
 */
public final class Admission {

    private final AddressCounts addresses = new AddressCounts();
    private final HandshakeRate rate = new HandshakeRate();
    private final AtomicInteger handshaking = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong unfinishedBytes = new AtomicLong();
    private volatile boolean draining;

    /** A socket was accepted that is not upgraded yet. */
    public void arrived() {
        handshaking.getAndIncrement();
    }

    /** Such a socket was upgraded, or is closed. */
    public void settled() {
        handshaking.getAndDecrement();
    }

    /** Sockets that were accepted and are neither upgraded nor closed: those that were refused and have not gone, too. */
    public int handshaking() {
        return handshaking.get();
    }

    /** Counts one more open connection if it may be opened now; otherwise returns why it may not. */
    public @Nullable RefusalReason enter(AdmissionOptions limits, long nowNanos) {
        if (draining) {
            return RefusalReason.DRAINING;
        }
        if (!enterBelow(limits.maxConnections())) {
            return RefusalReason.OVERLOADED;
        }
        if (limits.handshakesPerSecond() > 0 && !rate.take(limits.handshakesPerSecond(), nowNanos)) {
            leave();
            return RefusalReason.RATE;
        }
        return null;
    }

    private boolean enterBelow(int max) {
        if (max == AdmissionOptions.UNLIMITED) {
            open.getAndIncrement();
            return true;
        }
        int now = open.get();
        while (now < max) {
            if (open.compareAndSet(now, now + 1)) {
                return true;
            }
            now = open.get();
        }
        return false;
    }

    /** An open connection is over. */
    public void leave() {
        open.getAndDecrement();
    }

    /** Connections that are open. */
    public int open() {
        return open.get();
    }

    /** The sockets of each address, as far as they were accepted under a limit. */
    public AddressCounts addresses() {
        return addresses;
    }

    /**
     * What is held of one connection's unfinished messages has changed by so many bytes.
     *
     * @return whether all of them together are within the limit, or this one gave some back
     */
    public boolean holds(int changeBytes, long maxBytes) {
        return unfinishedBytes.addAndGet(changeBytes) <= maxBytes || changeBytes <= 0;
    }

    /** Bytes that are held of messages that have not arrived whole. */
    public long unfinishedBytes() {
        return unfinishedBytes.get();
    }

    /** Whether nobody is let in, because the server is about to go. */
    public boolean isDraining() {
        return draining;
    }

    /** Lets nobody in from now on, or again those that the limits allow. */
    public void drain(boolean nobody) {
        draining = nobody;
    }
}
