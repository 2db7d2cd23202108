package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.TransportWorld.Reaction;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault in this program is neither hidden nor printed, wherever on the loops it happens. */
@Tag("real-socket")
final class FleetFailureTest {

    private static final long LIMIT_SECONDS = 20;
    private static final ClientPlan PLAN = ClientPlan.plain(
            HeartbeatRule.NONE,
            ExponentialBackoff.fixed(1_000_000, Jitter.NONE, 1),
            TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));

    private final IllegalStateException planted = new IllegalStateException("planted");
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<CloseCause> over = new CompletableFuture<>();

    @Test
    void whatAListenerThrowsOnAReadIsToldAndTheConnectionEnds() throws Exception {
        run(Reaction.ACCEPT, new SilentEvents() {
            @Override
            public void opened(int client, ConnectTimes times) {
                throw planted;
            }

            @Override
            public void lost(int client, CloseCause cause, int code, long nowNanos) {
                over.complete(cause);
            }
        });

        assertEquals(CloseCause.LOCAL, over.join());
    }

    @Test
    void whatAListenerThrowsOnAFailedConnectIsTold() throws Exception {
        run(Reaction.REFUSE, new SilentEvents() {
            @Override
            public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
                over.complete(cause);
                throw planted;
            }
        });
    }

    @Test
    void whatAListenerThrowsOnAnAttemptIsTold() throws Exception {
        run(Reaction.ACCEPT, new SilentEvents() {
            @Override
            public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
                over.complete(CloseCause.LOCAL);
                throw planted;
            }
        });
    }

    private void run(Reaction reaction, SilentEvents events) throws Exception {
        LoadPlan plan = LoadPlan.of(1, new ConstantRate(1000), PLAN);
        try (ScriptedPeer peer = new ScriptedPeer();
                Loops loops = Loops.open("failing-fleet", 1, TransportKind.AUTO, failure::complete)) {
            peer.reacts(reaction);
            Target target = new Target("127.0.0.1", peer.port(), "/");
            Fleet fleet = new Fleet(plan, FleetShare.WHOLE, new Seeds(1), loops, target, events);

            fleet.start(loops.timers(0).nanoTime());

            assertSame(planted, failure.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            over.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertTrue(fleet.stop());
        }
    }
}
