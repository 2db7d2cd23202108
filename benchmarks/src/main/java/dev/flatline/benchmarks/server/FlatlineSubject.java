package dev.flatline.benchmarks.server;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;

/** This project's server, as an echo server. */
final class FlatlineSubject implements Subject {

    private final Loops loops = Loops.open("server", 1, TransportKind.AUTO);
    private final FlatlineServer server;

    /**
     * Creates the server.
     *
     * @param pingNanos the interval of pings, spread over it and looked at a hundred times in it; silent for five of them is gone; 0 for no heartbeats
     */
    FlatlineSubject(long pingNanos) {
        server = new FlatlineServer(
                ServerOptions.defaults().with(rule(pingNanos)),
                new EchoHandler((connection, error) -> loops.failed(error)),
                ServerEvents.NONE,
                loops);
    }

    /** The rule that the timers alone are measured with too. */
    static HeartbeatRule rule(long pingNanos) {
        if (pingNanos == 0) {
            return HeartbeatRule.NONE;
        }
        Pings pings = new Pings(PingFrame.WEBSOCKET, pingNanos, Pings.Cadence.FIXED, Pings.Phase.SPREAD);
        Expiry expiry = Expiry.silent(5 * pingNanos, OnExpiry.CUT);
        Scan scan = Scan.every(pingNanos / 100);
        return new HeartbeatRule(Activity.ANY_BYTES, pings, Pings.NONE, expiry, scan);
    }

    @Override
    public int start() throws IOException {
        server.start();
        return server.port();
    }

    @Override
    public int open() {
        return server.openConnections();
    }

    @Override
    public long loopCpuNanos() {
        return ThreadTime.of(loops);
    }
}
