package dev.flatline.wire.tcp;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The sockets of one local port, IPv4 and IPv6 together.
 *
 * @param byState how many there are in each state; a state in which there is none is there, with 0
 * @param acceptQueue connections that the kernel has completed and the program has not accepted, over all listeners of the
 *     port; they are among {@link TcpState#ESTABLISHED} too
 */
public record TcpSockets(Map<TcpState, Integer> byState, long acceptQueue) {

    /** Copies the map. */
    public TcpSockets {
        Map<TcpState, Integer> copy = new EnumMap<>(TcpState.class);
        copy.putAll(byState);
        byState = Collections.unmodifiableMap(copy);
    }

    /** These and those together. */
    public TcpSockets plus(TcpSockets those) {
        Map<TcpState, Integer> sum = new EnumMap<>(TcpState.class);
        for (TcpState state : TcpState.values()) {
            sum.put(state, count(state) + those.count(state));
        }
        return new TcpSockets(sum, acceptQueue + those.acceptQueue);
    }

    /** How many there are in a state. */
    public int count(TcpState state) {
        return byState.getOrDefault(state, 0);
    }
}
