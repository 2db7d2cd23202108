package dev.flatline.chaos;

import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.core.fault.Direction;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * What has gone through the proxy of a name so far, and the numbers of its connections. It stays when the proxy is switched
 * off, moved or started again, so that no number is given twice and no counter falls. Those who follow each other run on the
 * same event loops. May be read from any thread.
 */
public final class ProxyHistory {

    private final String name;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Integer, Traffic> traffic = new ConcurrentHashMap<>();
    private final Map<String, ToxicMeter> meters = new ConcurrentHashMap<>();
    private final LongAdder resourceFailures = new LongAdder();
    private final LongAdder tlsFailures = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ConnectionRoom room;

    /**
     * Nothing has happened yet.
     *
     * @param room shared with other proxies
     */
    public ProxyHistory(String name, ConnectionRoom room) {
        this.name = name;
        this.room = room;
    }

    /** The proxy's name. */
    public String name() {
        return name;
    }

    /** Bytes that were read, by where they were going; counted as they come. */
    public long bytes(Direction direction) {
        return sum(of -> of.bytes(direction));
    }

    /** Bytes that were handed on, by where they were going: what a toxic holds or throws away is not among them. */
    public long sentBytes(Direction direction) {
        return sum(of -> of.sentBytes(direction));
    }

    /** Frames of upgraded connections with an opcode, 0 to 15, by where they were going; counted as they come. */
    public long frames(Direction direction, int opcode) {
        return sum(of -> of.frames(direction).frames(opcode));
    }

    /** Connections accepted so far. */
    public long acceptedConnections() {
        return sum(Traffic::acceptedConnections);
    }

    /** Connections whose upstream could not be reached. */
    public long unreachableUpstreams() {
        return sum(Traffic::unreachableUpstreams);
    }

    /** Connections that hold at least one socket: accepted ones, and those whose client was reset in silence. */
    public int openConnections() {
        return open.get();
    }

    /** Connections that were reset because there were too many. */
    public long refusedConnections() {
        return refused.sum();
    }

    /** How often the operating system would not give a connection to accept, or a socket or port to dial with. */
    public long resourceFailures() {
        return resourceFailures.sum();
    }

    /** TLS handshakes that came to nothing, on either side. */
    public long tlsFailures() {
        return tlsFailures.sum();
    }

    /** What each toxic that is on has done, by its name; of a proxy that is off, each that was on it. */
    public Map<String, ToxicMeter> meters() {
        return Map.copyOf(meters);
    }

    /** Forgets the toxics that are none of these: taken off while the proxy was off. */
    public void keepOnly(Collection<String> toxics) {
        meters.keySet().retainAll(toxics);
    }

    /** The meter of a toxic that is put on, which goes on when the proxy was off meanwhile. */
    ToxicMeter meter(String toxic) {
        return meters.computeIfAbsent(toxic, unused -> new ToxicMeter());
    }

    /** A toxic is taken off. */
    void forgetMeter(String toxic) {
        meters.remove(toxic);
    }

    /** What goes through an event loop, which alone writes it. */
    Traffic traffic(int loop) {
        return traffic.computeIfAbsent(loop, unused -> new Traffic());
    }

    /** The last connection number given out: unique under the name, never used again. */
    AtomicLong numbers() {
        return numbers;
    }

    AtomicInteger open() {
        return open;
    }

    /** A connection holds a socket from now on. */
    void opened() {
        open.incrementAndGet();
        room.taken();
    }

    /** It holds none any more. */
    void closed() {
        open.decrementAndGet();
        room.left();
    }

    /** Whether there is room for one more; one that there is none for is counted. */
    boolean hasRoom() {
        if (room.isFull()) {
            refused.increment();
            return false;
        }
        return true;
    }

    LongAdder countedResourceFailures() {
        return resourceFailures;
    }

    LongAdder countedTlsFailures() {
        return tlsFailures;
    }

    private long sum(ToLongFunction<Traffic> of) {
        return traffic.values().stream().mapToLong(of).sum();
    }
}
