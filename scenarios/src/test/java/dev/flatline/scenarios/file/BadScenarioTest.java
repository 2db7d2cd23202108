package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadScenarioTest {

    private static final String GOOD = """
            name: small
            duration: 60s
            server: {heartbeat: {idle: 6s}}
            clients:
              count: 10
              connect: {arrival: constant, rate: 5/s}
              heartbeat: {every: 2s, timeout: 2s}
              reconnect: {base: 1s, cap: 10s}
              messages: {rate: 1/s}
            timeline:
              - {at: 10s, for: 5s, fault: blackhole, hit: 30%}
              - {at: 30s, for: 5s, fault: server-restart}
            objectives:
              - outage.p99 < 20s
            """;

    @Test
    void theGoodOneIsGood() {
        assertEquals(10, ScenarioReader.read(GOOD, "f.yaml", List.of()).load().clients());
    }

    /** Columns: text in the good file, what replaces it, the whole message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count: 10    | cuont: 10      | f.yaml:5:3: clients.cuont: unknown key; did you mean 'count'?
            name: small  | zebra: 1       | f.yaml:1:1: zebra: unknown key; accepted: name, description, seed, duration, server, clients, targets, tls, timeline, inject, abort-on, generator, objectives~f.yaml:1:1: name: missing; it is required
            10s, for: 5s | 10, for: 5s    | f.yaml:11:10: timeline[0].at: found '10'; accepted: a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            rate: 5/s    | rate: 5s       | f.yaml:6:38: clients.connect.rate: found '5s'; accepted: a rate with its unit (/s, /m, /h), such as 400/s or 0.2/s
            duration: 60s | duration: -5s | f.yaml:2:11: duration: found '-5s'; accepted: a duration that is not negative, such as 500ms or 1m30s
            duration: 60s | duration:     | f.yaml:2:10: duration: found nothing; accepted: a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            duration: 60s | description: x | f.yaml:1:1: duration: missing; it is required
            at: 10s      | at: 90s        | f.yaml:11:10: timeline[0].at: found a fault that begins at 1m30s; accepted: before the run ends at 1m
            at: 10s, for: 5s | at: 10s, for: 51s | f.yaml:11:20: timeline[0].for: found a fault that ends at 1m1s; accepted: at most 50s, so that it ends within the run of 1m
            hit: 30%     | hit: 150%      | f.yaml:11:47: timeline[0].hit: found '150%'; accepted: a share of 0% to 100%, such as 50%
            {heartbeat:  | {port: 70000, heartbeat: | f.yaml:3:16: server.port: found '70000'; accepted: a port of 0 (any free one) to 65535
            hit: 30%     | hit: 0%        | f.yaml:11:47: timeline[0].hit: found '0%'; accepted: more than 0% and at most 100%
            hit: 30%     | hit: 30        | f.yaml:11:47: timeline[0].hit: found '30'; accepted: a share of 0% to 100%, such as 50%
            hit: 30%     | delay: 1s      | f.yaml:11:42: timeline[0].delay: does not go with the other values here
            blackhole, hit: 30% | server-restart, hit: 30% | f.yaml:11:47: timeline[0].hit: does not go with the other values here
            at: 10s, for: 5s, fault: blackhole, hit: 30% | at: 34s, for: 5s, fault: server-restart | f.yaml:12:5: timeline[1]: found a server-restart during that of timeline[0] (34s to 39s); accepted: restarts that do not overlap
            blackhole    | blackhol       | f.yaml:11:31: timeline[0].fault: found 'blackhol'; accepted: blackhole, latency, reset, refuse, server-restart, pause, kill, stop, restart, disconnect, squeeze, oom, crash-loop, exec (did you mean 'blackhole'?)
            duration: 60s | duration: 60s~abort-on: {for: 3s} | f.yaml:3:11: abort-on.failed: missing; it is required
            duration: 60s | duration: 60s~abort-on: {failed: 90%, for: 500ms} | f.yaml:3:11: abort-on: for must be at least 1s
            count: 10    | churn: {rate: 5/s, away: 3s}~  count: 10 | f.yaml:5:10: clients.churn: 10 clients that are away for 3.0 s cannot leave at 5.0/s; accepted: a rate below 3.3/s
            count: 10    | churn: {away: 3s}~  count: 10 | f.yaml:5:10: clients.churn.rate: missing; it is required
            count: 10    | churn: {rate: 5/s, stay: 3s}~  count: 10 | f.yaml:5:17: clients.churn.rate: found a key that is only for a churn without stay; accepted: without it
            arrival: constant | arrival: spike | f.yaml:6:12: clients.connect.at: missing; it is required~f.yaml:6:12: clients.connect.clients: missing; it is required
            count: 10    | count: ten     | f.yaml:5:10: clients.count: found 'ten'; accepted: a whole number, such as 2000, 2k or 10M
            count: 10    | count: 0       | f.yaml:5:10: clients.count: found '0'; accepted: 1 to 100000000
            count: 10    | count: [10]    | f.yaml:5:10: clients.count: found a list; accepted: a single value
            {base: 1s, cap: 10s} | fast   | f.yaml:8:14: clients.reconnect: found 'fast'; accepted: keys with values (backoff, base, factor, cap, jitter, capped, max-attempts, reset-after)
            cap: 10s     | cap: 100ms     | f.yaml:8:30: clients.reconnect.cap: found a cap below the base; accepted: at least base
            rate: 1/s}   | rate: 1/s, size: 8B} | f.yaml:9:13: clients.messages: size must be 48B to 1048576B, found 8B
            {idle: 6s}   | {idle: 6s, every: 7s} | f.yaml:3:28: server.heartbeat.idle: found a silence that ends before the ping; accepted: longer than every
            {idle: 6s}   | {idle: 6s, every: 1s, timeout: 1s} | f.yaml:3:28: server.heartbeat.idle: found idle and timeout; accepted: timeout (after the ping) or idle (both phases)
            {idle: 6s}   | {idle: 6s, activity: pongs} | f.yaml:3:21: server.heartbeat: activity 'pongs' needs pings: without them every connection expires
            {idle: 6s}   | {scan: 1s}     | f.yaml:3:21: server.heartbeat.idle: missing; accepted: idle, or ping: websocket with every and timeout, or heartbeat: none
            - outage.p99 < 20s | - {objective: outage.p99 < 20s, after: 3s} | f.yaml:14:42: objectives[0].after: goes with abort: true
            - outage.p99 < 20s | - {objective: outage.p99 < 20s, abort: true, after: 61s} | f.yaml:14:55: objectives[0].after: is behind the end of the run; accepted: at most its duration
            - outage.p99 < 20s | - {objective: clients.open.end == 10, abort: true} | f.yaml:14:48: objectives[0].abort: found an objective on an '.end', which holds only once the run has come to it; accepted: with after, from when on it is to hold
            - outage.p99 < 20s | - outage.p99{fault=refuse} < 20s | f.yaml:14:5: objectives[0].objective: found {fault=refuse}; accepted: blackhole, server-restart, or a place in the timeline, from 0
            - outage.p99 < 20s | - outage.p99{group=web} < 20s | f.yaml:14:5: objectives[0].objective: found {group=web}; accepted: no group, because clients are one
            - outage.p99 < 20s | - ghosts.max{fault=0} < 20 | f.yaml:14:5: objectives[0].objective: found ghosts, which is not measured of single faults; accepted: detect.client, detect.server, detect.told, detect.missed, outage, attempts.total, attempts.peak, attempts.peak.100ms, attempts.wasted, attempts.per_recovery, second_wave, heartbeat.phase_lock.before, heartbeat.phase_lock.after, recover.t50, recover.t90, recover.t99, recover.t100
            - outage.p99 < 20s | - outage < 20s | f.yaml:14:5: objectives[0].objective: found 'outage' without a stat; accepted: outage.mean, outage.p50, outage.p90, outage.p99, outage.p999, outage.max, outage.count
            - outage.p99 < 20s | - outge.p99 < 20s | f.yaml:14:5: objectives[0].objective: found the unknown metric 'outge'; did you mean 'outage'?
            name: small  | name: small~name: again | f.yaml:2:1: name: found the key twice (first at f.yaml:1:1); accepted: once
            """)
    void saysWhereWhatAndWhatIsAccepted(String good, String bad, String message) {
        String text = GOOD.replaceFirst(Pattern.quote(good), bad.replace('~', '\n'));

        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> ScenarioReader.read(text, "f.yaml", List.of()));

        assertEquals(message.replace('~', '\n'), refused.text());
        assertEquals(ExitStatus.USAGE, refused.status());
    }

    @Test
    void refusesWhatIsNotYamlWithThePosition() {
        assertEquals("f.yaml:2:1: found a tab; accepted: spaces for indentation", message("clients:\n\tcount: 1\n"));
        assertTrue(message("name: [a\nduration: 1s\n").startsWith("f.yaml:2:"));
        assertEquals("f.yaml: found an empty file; accepted: a scenario", message("# nothing\n"));
        assertEquals("f.yaml:1:1: found a list; accepted: the keys of a scenario", message("- a\n"));
    }

    @Test
    void expandsAliasesOnlyToABound() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append("*a")
                    .append(i - 1)
                    .append(", ")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }

        assertTrue(message(bomb.toString()).contains("found more than 10000 values"), message(bomb.toString()));
        assertTrue(message("a: &a [*a]\n").contains("levels"), message("a: &a [*a]\n"));
    }

    @Test
    void showsFiveMistakesAtOnceInTheOrderOfTheFile() {
        String text = GOOD.replace("60s", "60")
                .replace("idle: 6s", "idle: 6")
                .replace("count: 10", "count: x")
                .replace("5/s", "5")
                .replace("2s", "2")
                .replace("1/s", "1")
                .replace("30%", "30");

        List<String> lines = message(text).lines().toList();

        assertEquals(6, lines.size());
        assertTrue(lines.get(0).startsWith("f.yaml:2:11: duration:"), lines.get(0));
        assertTrue(lines.get(1).startsWith("f.yaml:3:"), lines.get(1));
        assertEquals("… and 3 more: flatline validate f.yaml shows all", lines.get(5));
        FlatlineException all = assertThrows(
                FlatlineException.class, () -> ScenarioReader.read(text, "f.yaml", List.of(), Integer.MAX_VALUE));
        assertEquals(8, all.text().lines().count());
    }

    private static String message(String text) {
        return assertThrows(FlatlineException.class, () -> ScenarioReader.read(text, "f.yaml", List.of()))
                .text();
    }
}
