package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a preset promises about when it notices at the latest, it keeps: clients arrive over as long as that may take, so that
 * they die in every phase of the rule, over several seeds, on wires that cost next to nothing.
 */
class BoundSweepTest {

    private static final long SECOND = SECONDS.toNanos(1);
    private static final int SEEDS = 5;
    private static final double GOLDEN = 0.6180339887498949;
    private static final int CLIENTS = 100;
    private static final int DEAD = 50;

    static Stream<String> serversThatNotice() {
        return ServerProfiles.all().stream()
                .filter(profile -> profile.rule().expires())
                .map(ServerProfile::name);
    }

    static Stream<String> clientsThatNotice() {
        return ClientProfiles.all().stream()
                .filter(profile -> profile.rule().expires())
                .map(ClientProfile::name);
    }

    @ParameterizedTest
    @MethodSource("serversThatNotice")
    void noServerNoticesLaterThanItsRulePromises(String name) {
        ServerProfile profile = ServerProfiles.of(name);
        HeartbeatRule rule = profile.rule();
        Storm storm = new Storm();
        storm.serverRule = rule;
        storm.dialect = profile.dialect();
        storm.clientRule = clientOf(profile.dialect(), rule);
        storm.messages = new MessagePlan(rule.expiry().timeoutNanos() / 4, 64);

        assertKept(storm, "detect.server", ExpiryWindow.sinceDeath(rule).latestNanos());
    }

    @ParameterizedTest
    @MethodSource("clientsThatNotice")
    void noClientNoticesLaterThanItsRulePromises(String name) {
        ClientProfile profile = ClientProfiles.of(name);
        Storm storm = new Storm();
        storm.clientRule = profile.rule();
        storm.dialect = profile.dialect();
        storm.serverRule = serverOf(profile);
        storm.messages = MessagePlan.NONE;

        assertKept(
                storm, "detect.client", ExpiryWindow.sinceDeath(profile.rule()).latestNanos());
    }

    /** What the greeting says holds, not what the scenario has. */
    @ParameterizedTest
    @CsvSource({
        "socket.io-4, engine.io-4, 60, 30, 90",
        "socket.io-4, engine.io-4, 3, 2, 5",
        "socket.io-2, engine.io-3, 60, 30, 90"
    })
    void aClientIsHeldAgainstWhatItsServerTellsIt(
            String client, String server, long everySeconds, long timeoutSeconds, long latestSeconds) {
        Storm storm = new Storm();
        storm.clientRule = ClientProfiles.of(client).rule();
        storm.dialect = ClientProfiles.of(client).dialect();
        storm.serverRule = ServerProfiles.of(server)
                .rule(ParameterValues.NONE
                        .with("ping-interval", everySeconds * SECOND)
                        .with("ping-timeout", timeoutSeconds * SECOND));
        storm.messages = MessagePlan.NONE;

        assertKept(storm, "detect.client", latestSeconds * SECOND);
    }

    private static HeartbeatRule clientOf(Dialect dialect, HeartbeatRule server) {
        if (dialect.name().equals("plain")) {
            return HeartbeatRule.NONE.withPeerPings(server.pings().frame().isText() ? server.pings() : Pings.NONE);
        }
        return ClientProfiles.all().stream()
                .filter(profile -> profile.dialect().name().equals(dialect.name()))
                .findFirst()
                .orElseThrow()
                .rule();
    }

    private static HeartbeatRule serverOf(ClientProfile client) {
        return ServerProfiles.all().stream()
                .filter(profile -> !client.dialect().name().equals("plain"))
                .filter(profile ->
                        profile.dialect().name().equals(client.dialect().name()))
                .filter(profile -> !profile.name().startsWith("laravel"))
                .findFirst()
                .map(ServerProfile::rule)
                .orElseGet(() -> HeartbeatRule.NONE
                        .withPings(client.rule().peerPings())
                        .withPeerPings(client.rule().pings()));
    }

    private static void assertKept(Storm storm, String metric, long latestNanos) {
        storm.clients = CLIENTS;
        storm.arrivalsPerSecond = CLIENTS / (latestNanos / 1e9);
        for (int seed = 0; seed < SEEDS; seed++) {
            long dies = 10 * SECOND + (long) (latestNanos * (2 + seed * GOLDEN % 1));
            storm.faults = List.of(new ScheduledFault(0, new Fault.Blackhole(), dies, 2 * latestNanos, 0.5));
            Storm.Run run = storm.run(seed, (dies + 2 * latestNanos) / SECOND + 30);

            BoundCheck check = run.recorder().bounds().stream()
                    .filter(bound -> bound.metric().equals(metric))
                    .findFirst()
                    .orElseThrow();
            assertEquals(new Metric.Count(0), run.recorder().metrics().get("false_kills"));
            assertEquals(DEAD, check.measured(), check::toString);
            assertEquals(0, check.exceeded(), check::toString);
            assertTrue(check.boundMillis() <= latestNanos / 1e6 + 21, check::toString);
        }
    }
}
