package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.plan.TimelineEntry;
import dev.flatline.chaos.service.ServiceOptions;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.tls.ListenTls;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.file.ProxyReader.OneProxy;
import dev.flatline.scenarios.proxy.PlannedProxy;
import dev.flatline.scenarios.proxy.PlannedProxy.PlannedToxic;
import dev.flatline.scenarios.proxy.ProxyPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutAFileItIsAnApiOnToxiproxysPortAndNoProxy() {
        ProxyPlan plan = ProxyReader.read(Optional.empty(), List.of(), OneProxy.NONE);

        assertEquals(ControlOptions.defaults(), plan.control());
        assertEquals(ServiceOptions.defaults(), plan.service());
        assertTrue(plan.proxies().isEmpty());
        assertTrue(plan.timeline().isEmpty());
    }

    @Test
    void readsOurFile() throws IOException {
        ProxyPlan plan = read("""
                host: localhost
                port: 9474
                seed: 7
                compat: strict
                loops: 2
                ledger: faults.jsonl
                ledger-delays: true
                proxies:
                  - name: web
                    listen: 127.0.0.1:0
                    upstream: "[::1]:80"
                    toxics:
                      - {name: slow, type: latency, stream: upstream, toxicity: 30%, attributes: {latency: 100},
                         target: {group: blue}, ttl: 1m30s}
                      - half_open
                  - {name: off, listen: ":0", upstream: x:1, enabled: false, tls: {listen: self-signed}}
                timeline:
                  - {at: 1s, for: 2s, proxy: web, toxic: refuse}
                partition: {kind: isolate, groups: [blue], proxies: [web], for: 3s}
                partitions:
                  - {name: other, kind: isolate, groups: [red], proxies: [web, off], for: 4s}
                """);

        assertEquals(ControlOptions.defaults().at("localhost", 9474), plan.control());
        assertEquals(7, plan.service().seed());
        assertEquals(2, plan.service().loops());
        assertEquals(Compat.STRICT, plan.service().hub().compat());
        assertEquals(Path.of("faults.jsonl"), plan.service().ledger().file());
        assertTrue(plan.service().ledger().delays());
        assertEquals(
                new ProxySpec("web", "127.0.0.1:0", "[::1]:80", true),
                plan.proxies().get(0).spec());
        assertEquals(
                new ProxySpec("off", ":0", "x:1", false, ProxyTls.NONE.with(ListenTls.SELF_SIGNED)),
                plan.proxies().get(1).spec());
        PlannedToxic slow = plan.proxies().get(0).toxics().get(0);
        assertEquals(Optional.of(Duration.ofSeconds(90)), slow.ttl());
        NamedToxic toxic = slow.toxic();
        assertEquals("slow", toxic.name());
        assertEquals(Stream.UPSTREAM, toxic.stream());
        assertEquals(0.3, toxic.toxicity());
        assertEquals("{latency=100, jitter=0}", toxic.toxic().values().toString());
        assertEquals("[group=blue]", toxic.target().conditions().toString());
        PlannedToxic silent = plan.proxies().get(0).toxics().get(1);
        assertEquals("half_open_both", silent.toxic().name());
        assertEquals(Optional.empty(), silent.ttl());
        assertEquals(
                List.of("refuse_both", "partition", "other"),
                plan.timeline().orElseThrow().entries().stream()
                        .map(TimelineEntry::name)
                        .toList());
    }

    @Test
    void readsToxiproxysFileWithItsTabsAndWarnsOfWhatItDoesNotKnow() throws IOException {
        ProxyPlan plan = read(
                "[\n\t{\n\t\t\"name\": \"redis\",\n\t\t\"listen\": \"[::]:0\",\n\t\t\"upstream\": \"r:1\","
                        + "\n\t\t\"enabld\": true\n\t},\n\t{\"name\": \"off\", \"upstream\": \"r:2\", \"enabled\": false}\n]\n");

        assertEquals(
                List.of(new ProxySpec("redis", "[::]:0", "r:1", true), new ProxySpec("off", "", "r:2", false)),
                plan.proxies().stream().map(PlannedProxy::spec).toList());
        assertEquals(
                List.of(file() + ":6:3: enabld: unknown key, left out as Toxiproxy does; did you mean 'enabled'?"),
                plan.warnings());
    }

    @Test
    void whatTheCommandLineSaysIsPutOverTheFile() throws IOException {
        Files.writeString(file(), "{seed: 7, proxies: [{name: a, listen: ':0', upstream: 'x:1'}]}");

        ProxyPlan plan = ProxyReader.read(
                Optional.of(file().toString()),
                List.of(
                        new Setting("--seed", "seed", "8"),
                        new Setting("--ledger", "ledger", "l"),
                        new Setting("--identity", "identity", "header:X-User")),
                new OneProxy(Optional.of("127.0.0.1:0"), Optional.of("127.0.0.1:1"), Optional.empty()));

        assertEquals(8, plan.service().seed());
        assertEquals(Path.of("l"), plan.service().ledger().file());
        assertEquals(IdentitySource.header("X-User"), plan.service().identity());
        assertEquals(
                List.of("a", "web"),
                plan.proxies().stream().map(proxy -> proxy.spec().name()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {proxis: []}                                      | 1:2: proxis: unknown key; did you mean 'proxies'?
            {identity: 'cookie:u'}                            | 1:12: identity: found 'cookie:u'; accepted: header:NAME or query:NAME, where requests say who their client is
            {seed: x}                                         | 1:8: seed: found 'x'; accepted: a whole number of 64 bits
            {compat: strct}                                   | 1:10: compat: found 'strct'; accepted: ours, strict (did you mean 'strict'?)
            {loops: 0}                                        | 1:9: loops: found '0'; accepted: 1 to 256
            {ledger: ""}                                      | 1:10: ledger: found nothing; accepted: a file to write, such as faults.jsonl
            {proxies: 3}                                      | 1:11: proxies: found '3'; accepted: a list
            {proxies: [{name: a, listen: ":0"}]}              | 1:12: proxies[0].upstream: missing; it is required
            {proxies: [{name: a, listen: x, upstream: "y:1"}]} | 1:30: proxies[0].listen: found 'x'; accepted: HOST:PORT to listen on, such as 127.0.0.1:9000; port 0 takes any free one
            {proxies: [{name: a, listen: ":0", upstream: "y:0"}]} | 1:46: proxies[0].upstream: found 'y:0'; accepted: HOST:PORT of the server, such as 127.0.0.1:8080
            {proxies: [{name: a, listen: ":0", upstream: "y:1", toxics: 3}]} | 1:61: proxies[0].toxics: found '3'; accepted: a list of toxics
            {proxies: [{name: a, listen: ":0", upstream: "y:1", tls: {listen: self-sgned}}]} | 1:67: proxies[0].tls.listen: found 'self-sgned', accepted is self-signed or {certificate: FILE, key: FILE}
            {partitions: 3}                                   | 1:14: partitions: found '3'; accepted: a list
            {timeline: 3}                                     | 1:12: timeline: found '3', accepted is keys with values (duration, entries)
            {timeline: [{at: 1s, for: 1s, proxy: wbe, toxic: noop}]} | 1:38: timeline: found 'wbe', which is no proxy of this file; there are none
            3                                                 | 1:1: found '3'; accepted: keys with values (host, port, seed, compat, loops, ledger, ledger-delays, identity, proxies, timeline, partition, partitions), or Toxiproxy's list of proxies
            """)
    void aMistakeIsALineWithItsPlace(String text, String message) {
        FlatlineException wrong = assertThrows(FlatlineException.class, () -> read(text));

        assertEquals(file() + ":" + message, wrong.text());
        assertEquals(ExitStatus.USAGE, wrong.status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {typ: latency}                                | 1:64: proxies[0].toxics[0].typ: unknown key, accepted is name, type, stream, toxicity, attributes, target, ttl (did you mean type?)
            {type: noop, stream: up}                      | 1:84: proxies[0].toxics[0].stream: found 'up', accepted is upstream, downstream, both
            {type: noop, toxicity: 2}                     | 1:86: proxies[0].toxics[0].toxicity: found '2', accepted is a share of 0 to 1, or 0% to 100%
            {type: noop, ttl: 1us}                        | 1:81: proxies[0].toxics[0].ttl: found '1us', accepted is a duration of 1ms to 8760h
            {type: latency, attributes: {latncy: 3}}      | 1:92: proxies[0].toxics[0].attributes.latncy: unknown key, accepted is latency, jitter (did you mean latency?)
            {type: latency, attributes: {latency: x}}     | 1:101: proxies[0].toxics[0].attributes.latency: found x, accepted is a whole number
            {type: noop, target: {grop: a}}               | 1:85: proxies[0].toxics[0].target.grop: unknown key, accepted is group, client, address, path, query, subprotocol, header, nth (did you mean group?)
            noop, noop                                    | 1:69: proxies[0].toxics[1]: found the name 'noop_downstream' twice on this proxy; accepted: another name
            """)
    void aMistakeInAToxicIsALineWithItsPlace(String toxic, String message) {
        String text = "{proxies: [{name: a, listen: ':0', upstream: 'y:1', toxics: [ " + toxic + "]}]}";

        FlatlineException wrong = assertThrows(FlatlineException.class, () -> read(text));

        assertEquals(file() + ":" + message, wrong.text());
    }

    @Test
    void aTypeThatDoesNotExistIsToldWithTheNearest() {
        FlatlineException wrong = assertThrows(
                FlatlineException.class,
                () -> read("proxies:\n  - {name: a, listen: ':0', upstream: 'y:1', toxics: [latncy]}\n"));

        assertTrue(
                wrong.text().startsWith(file() + ":2:55: proxies[0].toxics[0]: found 'latncy', accepted is latency, "),
                wrong.text());
        assertTrue(wrong.text().endsWith("(did you mean latency?)"), wrong.text());
    }

    @Test
    void everyMistakeIsReportedAtOnceInTheOrderOfTheFile() {
        FlatlineException wrong = assertThrows(FlatlineException.class, () -> read("""
                seed: x
                proxies:
                  - {name: a, listen: x, upstream: 'y:1', toxics: [{type: noop, ttl: 3}, {type: noop, n: 1}]}
                  - {name: a, listen: ':0', upstream: 'y:1'}
                partition: {kind: isolate, groups: [a], proxies: [a]}
                """));

        assertEquals(
                List.of("1:7", "3:23", "3:70", "3:87", "4:12", "5:12"),
                wrong.text()
                        .lines()
                        .map(line ->
                                line.substring(file().toString().length() + 1).split(": ", 2)[0])
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1:0 |             |     | --upstream: missing; --listen and --upstream go together, such as --upstream 127.0.0.1:8080
                        | 127.0.0.1:1 |     | --listen: missing; --listen and --upstream go together, such as --listen 127.0.0.1:9000
            127.0.0.1:0 | 127.0.0.1   |     | --upstream: found '127.0.0.1'; accepted: HOST:PORT of the server, such as 127.0.0.1:8080
            127.0.0.1:0 | 127.0.0.1:1 | ' ' | --name: found nothing; accepted: a name, such as web
            """)
    void aMistakeInTheProxyOfTheCommandLineNamesItsOption(String listen, String upstream, String name, String message) {
        OneProxy one =
                new OneProxy(Optional.ofNullable(listen), Optional.ofNullable(upstream), Optional.ofNullable(name));

        FlatlineException wrong =
                assertThrows(FlatlineException.class, () -> ProxyReader.read(Optional.empty(), List.of(), one));

        assertEquals(message, wrong.text());
    }

    @Test
    void theBundledExampleIsGood() {
        ProxyPlan plan = ProxyReader.read(Optional.of("example"), List.of(), OneProxy.NONE);

        assertEquals(2, plan.proxies().size());
        assertEquals(2, plan.proxies().get(0).toxics().size());
        assertEquals(3, plan.timeline().orElseThrow().entries().size());
        assertTrue(plan.warnings().isEmpty());
    }

    private Path file() {
        return folder.resolve("proxy.yaml");
    }

    private ProxyPlan read(String text) throws IOException {
        Files.writeString(file(), text);
        return ProxyReader.read(Optional.of(file().toString()), List.of(), OneProxy.NONE);
    }
}
