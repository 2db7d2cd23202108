package dev.flatline.benchmarks.fleet;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This project's fleet, as a run starts it, without the meters of a run. */
final class FlatlineFleet implements Subject {

    private static final long ATTEMPT_SECONDS = 30;
    private static final Seeds SEEDS = new Seeds(1);

    private final Loops loops = Loops.open("fleet", 1, TransportKind.AUTO);
    private final Tally tally = new Tally();
    private final Target target;
    private final ConstantRate rate;
    private final ClientPlan plan;
    private @Nullable Fleet fleet;

    FlatlineFleet(FleetOptions options) {
        target = new Target("127.0.0.1", options.port(), "/");
        rate = new ConstantRate(options.perSecond());
        plan = ClientPlan.plain(
                rule(options.pingNanos()),
                ExponentialBackoff.fixed(TimeUnit.SECONDS.toNanos(1), Jitter.FULL, 0),
                TimeUnit.SECONDS.toNanos(ATTEMPT_SECONDS));
    }

    /** Pings spread over their interval; one that is unanswered for five of them ends the connection. */
    private static HeartbeatRule rule(long pingNanos) {
        Pings pings = new Pings(PingFrame.WEBSOCKET, pingNanos, Pings.Cadence.FIXED, Pings.Phase.SPREAD);
        Expiry expiry = Expiry.unanswered(FleetOptions.PATIENCE * pingNanos, OnExpiry.CUT);
        return new HeartbeatRule(Activity.ANY_BYTES, pings, Pings.NONE, expiry, Scan.EXACT);
    }

    @Override
    public void open(int clients) throws IOException {
        tally.expect(clients);
        Fleet fresh =
                new Fleet(LoadPlan.of(clients, rate, plan), FleetShare.WHOLE, SEEDS, loops, target, new Events(tally));
        fleet = fresh;
        fresh.start(loops.timers(0).nanoTime());
        tally.awaitOpen();
    }

    @Override
    public void end() throws IOException {
        Fleet ending = fleet;
        fleet = null;
        try {
            if (ending != null && !ending.stop()) {
                throw new IOException("clients did not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        tally.ended();
    }

    @Override
    public Tally tally() {
        return tally;
    }

    private record Events(Tally tally) implements ConnectionEvents {

        @Override
        public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {}

        @Override
        public void opened(int client, ConnectTimes times) {
            tally.opened();
        }

        @Override
        public void answered(int client, long nowNanos) {}

        @Override
        public void heartbeatSent(int client, long intendedNanos, long nowNanos) {}

        @Override
        public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
            tally.answered();
        }

        @Override
        public void messageSent(int client, long intendedNanos, long nowNanos) {}

        @Override
        public void messageSkipped(int client, long nowNanos) {}

        @Override
        public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {}

        @Override
        public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
            tally.failed();
        }

        @Override
        public void lost(int client, CloseCause cause, int code, long nowNanos) {
            tally.failed();
        }

        @Override
        public void backingOff(int client, long delayNanos, long nowNanos) {}

        @Override
        public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {}

        @Override
        public void left(int client, long nowNanos) {}

        @Override
        public void messageReceived(
                int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {}
    }
}
