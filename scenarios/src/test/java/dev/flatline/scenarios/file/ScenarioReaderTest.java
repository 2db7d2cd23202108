package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.PoissonArrivals;
import dev.flatline.core.load.RampingRate;
import dev.flatline.core.load.SteppedRate;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.ExponentialBackoff.Cap;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.GeneratorBounds;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScenarioReaderTest {

    /** What the shortest scenario says with every default. */
    private static final String WITH_DEFAULTS = """
            name: a
            description: ""
            seed: 1
            duration: 1s
            server:
              port: 0
              heartbeat: none
              detector: array-sweep
              dialect: plain
              limits:
                head: 8KiB
                frame: 1MiB
                message: 1MiB
                unfinished: 256MiB
                handshake-timeout: 10s
                close-timeout: 2s
              outbound:
                buffer: 1MiB
                when-full: close
              identity: none
              resume: none
              admission:
                connections: unlimited
                handshakes: unlimited
                per-address: unlimited
                handshaking: 16384
                turn-away: refuse
                retry-after: 5s
              origins: []
              subprotocols: []
              compression: none
            clients:
              name: clients
              count: 1
              connect:
                arrival: poisson
                rate: 1/s
              heartbeat: none
              reconnect:
                backoff: exponential
                base: 500ms
                jitter: full
                factor: 2
                cap: 10s
                capped: before-jitter
                max-attempts: unlimited
                reset-after: 0s
              request: none
              dialect: plain
              messages: none
              churn: none
              attempt-timeout: 10s
            timeline: []
            inject: proxy
            abort-on: none
            generator:
              sources: auto
              max-lag: 200ms
              max-gc: 1s
              max-cpu: 50%
              max-late: 500ms
            targets: []
            tls:
              trust: system
              server-name: ""
              resume: own
            objectives: []
            """;

    private static final long SECOND = 1_000_000_000L;

    @Test
    void readsTheBundledScenario() {
        Scenario storm = ScenarioFiles.load("reconnect-storm", List.of());

        assertEquals(75 * SECOND, storm.durationNanos());
        assertEquals(42, storm.seed());
        assertEquals(2000, storm.load().clients());
        assertEquals(new PoissonArrivals(400), only(storm).arrivals());
        assertEquals(
                HeartbeatRule.pinging(Activity.ANY_BYTES, 3 * SECOND / 2, 9 * SECOND / 2, SECOND), storm.serverRule());
        assertEquals(
                HeartbeatRule.pinging(Activity.PONGS, 2 * SECOND, 2 * SECOND, 0),
                only(storm).client().heartbeat());
        assertEquals(
                new ExponentialBackoff(
                        SECOND / 2, 2, 10 * SECOND, Jitter.FULL, Cap.BEFORE_JITTER, ExponentialBackoff.UNLIMITED),
                only(storm).client().reconnect());
        assertEquals(5 * SECOND, only(storm).client().messages().intervalNanos());
        assertEquals(10 * SECOND, only(storm).client().attemptTimeoutNanos());
        assertEquals(0.5, storm.faults().faults().get(0).share());
        assertEquals(new Fault.ServerRestart(), storm.faults().faults().get(1).fault());
        assertEquals(7, storm.objectives().size());
    }

    @Test
    void everyBundledScenarioIsReadAndNamedAsItsFile() {
        for (String name : ScenarioFiles.bundled()) {
            assertEquals(name, ScenarioFiles.load(name, List.of()).name());
        }
    }

    @Test
    void theResolvedTextReadsBackToTheSameScenario() {
        String text = """
                name: all
                description: 'colon: and "quotes" # no comment'
                seed: -7
                duration: 1m30s
                clients:
                  count: 2k
                  connect: {arrival: steps, steps: [{rate: 0/s, for: 1s}, {rate: 30/m, for: 10s}]}
                  heartbeat: {every: 2s, timeout: never, activity: any-bytes}
                  reconnect: {backoff: fixed, base: 1500ms, jitter: equal, max-attempts: 3, reset-after: 5s}
                  messages: {rate: 0.3/s, size: 1KiB}
                timeline:
                  - {at: 1s, for: 2s, fault: latency, hit: 12.5%, delay: 100ms, jitter: 1ms}
                  - {at: 1s, for: 2s, fault: reset}
                  - {at: 0s, for: 90s, fault: refuse}
                objectives: [ghosts.max <= 2k]
                """;

        Scenario first = ScenarioReader.read(text, "f.yaml", List.of());
        Scenario again = ScenarioReader.read(first.yaml(), "resolved.yaml", List.of());

        assertEquals(first, again);
        assertTrue(first.yaml().contains("attempt-timeout: 10s"), first.yaml());
        Scenario storm = ScenarioFiles.load("reconnect-storm", List.of());
        assertEquals(storm, ScenarioReader.read(storm.yaml(), "resolved.yaml", List.of()));
    }

    @Test
    void leavesOutMeanNoneAndDefaultsAreWrittenDown() {
        Scenario least = read("name: a\nduration: 1s\nclients: {count: 1, connect: {rate: 1/s}}\n");

        assertEquals(HeartbeatRule.NONE, least.serverRule());
        assertEquals(HeartbeatRule.NONE, only(least).client().heartbeat());
        assertEquals(new GeneratorBounds(SECOND / 5, SECOND, 0.5, SECOND / 2), least.generator());
        assertEquals(WITH_DEFAULTS, least.yaml());
    }

    @Test
    void refusesWhatTheClientsOfARunCouldNotUse() {
        for (String key :
                List.of("identity: {from: first-message}", "identity: {from: query, name: a}, resume: {window: 1m}")) {
            FlatlineException refused = assertThrows(
                    FlatlineException.class,
                    () -> read("name: a\nduration: 1s\nserver: {" + key
                            + "}\nclients: {count: 1, connect: {rate: 1/s}}\n"));

            assertTrue(refused.text().contains("goes with flatline serve"), refused.text());
        }
    }

    @Test
    void readsEachArrivalAndPolicy() {
        String clients = "name: a\nduration: 1s\nclients: {count: 1, connect: %s, reconnect: %s}\n";

        Scenario ramp = read(clients.formatted("{arrival: ramp, to: 10/s, over: 5s}", "none"));
        Scenario steps = read(clients.formatted(
                "{arrival: steps, steps: [{rate: 60/m, for: 1s}]}", "{jitter: decorrelated, base: 1s, cap: 3s}"));

        assertEquals(new RampingRate(0, 10, 5 * SECOND), only(ramp).arrivals());
        assertEquals(
                ExponentialBackoff.fixed(1, Jitter.NONE, 0), only(ramp).client().reconnect());
        assertEquals(
                new SteppedRate(List.of(new SteppedRate.Step(1, SECOND))),
                only(steps).arrivals());
        assertEquals(
                new ExponentialBackoff(
                        SECOND, 2, 3 * SECOND, Jitter.DECORRELATED, Cap.AFTER_JITTER, ExponentialBackoff.UNLIMITED),
                only(steps).client().reconnect());
    }

    @Test
    void settingsOfTheCommandLineGoOverTheFile() {
        List<Setting> settings = List.of(
                new Setting("--clients", "clients.count", "2k"),
                Setting.parse("timeline[0].hit=30%"),
                Setting.parse("server.heartbeat={idle: 9s}"),
                Setting.parse("generator.max-lag=1s"),
                Setting.parse("objectives[0]=outage.max < 1s"));

        Scenario storm = ScenarioFiles.load("reconnect-storm", settings);

        assertEquals(2000, storm.load().clients());
        assertEquals(0.3, storm.faults().faults().get(0).share());
        assertEquals(9 * SECOND, storm.serverRule().expiry().timeoutNanos());
        assertEquals(SECOND, storm.generator().maxLagNanos());
        assertEquals("outage.max < 1s", storm.objectives().get(0).text());
    }

    @Test
    void mistakesInSettingsNameTheOption() {
        assertEquals(
                "--clients: clients.count: found '-3'; accepted: a whole number, such as 2000, 2k or 10M",
                message(new Setting("--clients", "clients.count", "-3")));
        assertEquals(
                "--set: clients.cuont: unknown key; did you mean 'count'?", message(Setting.parse("clients.cuont=3")));
        assertEquals(
                "--set: timeline[0].hit: found '150%'; accepted: a share of 0% to 100%, such as 50%",
                message(Setting.parse("timeline[0].hit=150%")));
        assertEquals(
                "--set: timeline[7]: found no such item; accepted: [0] to [1]",
                message(Setting.parse("timeline[7].hit=10%")));
        assertEquals(
                "--set: name[0]: found no such value; accepted: a key of the section",
                message(Setting.parse("name[0]=x")));
        assertEquals(
                "--set: found the path 'a..b'; accepted: keys joined by dots, such as clients.count or timeline[0].hit",
                message(Setting.parse("a..b=x")));
        FlatlineException noEquals = assertThrows(FlatlineException.class, () -> Setting.parse("clients.count"));
        assertEquals("--set: found 'clients.count'; accepted: path=value, such as clients.count=100", noEquals.text());
    }

    @Test
    void namesTheNearestBundledScenario() {
        FlatlineException missing =
                assertThrows(FlatlineException.class, () -> ScenarioFiles.load("reconect-storm", List.of()));

        assertEquals(
                "reconect-storm: found no such file or bundled scenario; did you mean 'reconnect-storm'?",
                missing.text());
    }

    private static Scenario read(String text) {
        return ScenarioReader.read(text, "f.yaml", List.of());
    }

    private static String message(Setting setting) {
        return assertThrows(FlatlineException.class, () -> ScenarioFiles.load("reconnect-storm", List.of(setting)))
                .text();
    }

    /** The only group of clients. */
    private static ClientGroup only(Scenario scenario) {
        assertEquals(1, scenario.load().groups().size());
        return scenario.load().groups().get(0);
    }
}
