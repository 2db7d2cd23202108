package dev.flatline.core.measure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfiles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients of Socket.IO whose server asks for a ping every 60 s and waits 30 s, where their defaults are 25 s and 20 s. */
class RulesInForceTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);
    private static final double MINUTE = 60_000;

    @Test
    void aClientIsHeldAgainstWhatItsServerTellsIt() {
        Told told = Told.profile("socket.io-4", greeting("engine.io-4"));
        told.connects(1, 0, 100).connects(2, 0, 100).begins(HOLE, 1_000, 1, 2);

        told.expires(1, 91_020).expires(2, 91_021);

        assertEquals(90_020, clientBound(told).boundMillis());
        assertEquals(2, clientBound(told).measured());
        assertEquals(1, told.count("detect.client.late"));
    }

    @Test
    void anExpiryWithinThatTimeAfterAFaultIsNoFalseKill() {
        Told told = Told.profile("socket.io-4", greeting("engine.io-4"));

        told.connects(1, 0, 100)
                .begins(HOLE, 1_000, 1)
                .ends(HOLE, 2_000)
                .pong(1, 2_001)
                .expires(1, 82_000);

        assertEquals(0, told.count("false_kills"));
    }

    @Test
    void theWindowOfTheirPingsIsTheIntervalThatItAsksFor() {
        Told told = Told.profile("socket.io-2", greeting("engine.io-3"));
        for (int client = 0; client < 10; client++) {
            told.ping(client, MINUTE / 2);
        }

        told.ping(1, 61_000);

        assertEquals(new Metric.Ratio(600), told.metric("heartbeat.phase_lock.before"));
    }

    @Test
    void aForeignServerThatDecidesPromisesNothing() {
        assertEquals(
                List.of(),
                Told.profile("socket.io-4", Optional.empty()).recorder.bounds());
        assertEquals(
                List.of(), Told.profile("centrifuge", Optional.empty()).recorder.bounds());
    }

    @Test
    void aForeignServerThatHasNoSayLeavesTheClientItsPromise() {
        assertEquals(
                60_020, clientBound(Told.profile("phoenix", Optional.empty())).boundMillis());
    }

    private static BoundCheck clientBound(Told told) {
        return told.recorder.bounds().stream()
                .filter(bound -> bound.metric().equals("detect.client"))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<HeartbeatRule> greeting(String profile) {
        return Optional.of(ServerProfiles.of(profile)
                .rule(ParameterValues.NONE
                        .with("ping-interval", SECONDS.toNanos(60))
                        .with("ping-timeout", SECONDS.toNanos(30))));
    }
}
