package dev.flatline.chaos;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;

/** The faults and the request heads of the tests. */
final class Faults {

    static final long MILLIS = 1_000_000;

    private Faults() {}

    static ScheduledFault on(double share, int index, Fault fault) {
        return new ScheduledFault(index, fault, 0, 1, share);
    }

    static ScheduledFault onAll(int index, Fault fault) {
        return on(1, index, fault);
    }

    static Fault latency(long delayMillis, long jitterMillis) {
        return new Fault.Latency(delayMillis * MILLIS, jitterMillis * MILLIS);
    }

    /** The head of an upgrade request by a client of the fleet. */
    static String head(int client) {
        return "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + ClientIdentity.HEADER + ": " + client + "\r\n\r\n";
    }
}
