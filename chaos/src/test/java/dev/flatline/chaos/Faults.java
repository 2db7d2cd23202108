package dev.flatline.chaos;

import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.chaos.toxic.Values;
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

    /** A toxic of a type, with attributes as name, value, name, value. */
    static Toxic make(String type, Object... attributes) {
        Values values = ToxicTypes.named(type).orElseThrow().defaults();
        for (int i = 0; i < attributes.length; i += 2) {
            values = values.with((String) attributes[i], attributes[i + 1]);
        }
        return values.toxic();
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
