package dev.flatline.server;

import java.util.concurrent.atomic.LongAdder;

/** What a server has counted since it was made, across its restarts. May be read from any thread. */
public final class ServerCounters {

    final LongAdder opened = new LongAdder();
    final LongAdder open = new LongAdder();
    final LongAdder refusedUpgrades = new LongAdder();
    final LongAdder handshakeTimeouts = new LongAdder();
    final LongAdder failedAccepts = new LongAdder();
    final LongAdder heartbeatExpiries = new LongAdder();
    final LongAdder slowConsumers = new LongAdder();

    ServerCounters() {}

    /** Connections accepted and upgraded. */
    public long opened() {
        return opened.sum();
    }

    /** Upgrade requests answered with an HTTP error. */
    public long refusedUpgrades() {
        return refusedUpgrades.sum();
    }

    /** TCP connections closed because no whole upgrade request came in time. */
    public long handshakeTimeouts() {
        return handshakeTimeouts.sum();
    }

    /** Times the operating system would not give a new connection, for want of descriptors for example. */
    public long failedAccepts() {
        return failedAccepts.sum();
    }

    /** Connections that the heartbeat rule declared gone. */
    public long heartbeatExpiries() {
        return heartbeatExpiries.sum();
    }

    /** Connections cut off because they did not read what they were sent. */
    public long slowConsumers() {
        return slowConsumers.sum();
    }
}
