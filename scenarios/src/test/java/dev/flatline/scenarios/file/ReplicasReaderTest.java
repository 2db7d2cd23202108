package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that a run starts, and what is done to them, as a scenario file says it. */
class ReplicasReaderTest {

    private static final String REST = """
            name: a
            duration: 60s
            clients: {count: 10, connect: {rate: 10/s}}
            """;

    @Test
    void readsAnImageWithEverything() {
        Scenario scenario = read("""
                server:
                  image: web:1.2
                  port: 3000
                  replicas: 3
                  command: [serve, --port, "3000"]
                  env: {MODE: test, TOKEN: "${TOKEN}"}
                  memory: 256MiB
                  cpus: 0.5
                  pids: 100
                  engine: unix:///run/other.sock
                  path: /socket
                  ready: {http: /healthz, within: 1m}
                """);

        ReplicaPlan plan = scenario.targets().replicas().orElseThrow();
        ReplicaPlan.Image image = (ReplicaPlan.Image) plan.source();
        assertEquals("web:1.2", image.image());
        assertEquals("unix:///run/other.sock", image.engine());
        assertEquals(List.of("serve", "--port", "3000"), image.command());
        assertEquals(Map.of("MODE", "test", "TOKEN", "${TOKEN}"), image.env());
        assertEquals(OptionalDouble.of(0.5), image.limits().cpus());
        assertEquals(OptionalLong.of(256L << 20), image.limits().memoryBytes());
        assertEquals(OptionalInt.of(100), image.limits().pids());
        assertEquals(3, plan.replicas());
        assertEquals(3000, plan.port());
        assertEquals("/socket", plan.path());
        assertEquals(new ReadyCheck(ReadyCheck.Kind.HTTP, "/healthz", 60_000_000_000L), plan.ready());
        assertTrue(scenario.targets().isForeign());
        assertTrue(scenario.usesProxy(true));
    }

    @Test
    void readsContainersThatStand() {
        ReplicaPlan plan = plan("server: {containers: [web-1, web-2], port: 80}");

        assertEquals(List.of("web-1", "web-2"), ((ReplicaPlan.Existing) plan.source()).names());
        assertEquals(2, plan.replicas());
        assertEquals(ReadyCheck.Kind.WEBSOCKET, plan.ready().kind());
    }

    @Test
    void readsACommandOfThisMachine() {
        ReplicaPlan plan = plan("server: {command: [node, s.js, \"{port}\"], replicas: 2, ready: {log: \"listen.*\"}}");

        ReplicaPlan.Command command = (ReplicaPlan.Command) plan.source();
        assertEquals(List.of("node", "s.js", "{port}"), command.command());
        assertEquals(0, plan.port());
        assertEquals("listen.*", plan.ready().detail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {image: web, port: 80, env: {A: b}, memory: 64MiB}
            {containers: [a], port: 80, path: /x}
            {command: [./s, "{port}"], env: {A: b}}
            """)
    void theFileWithItsDefaultsFilledInMeansTheSame(String server) {
        String faults =
                "timeline: [{at: 1s, for: 2s, fault: kill, signal: TERM, replica: [1]}, {at: 9s, for: 2s, fault: pause}]\n";
        Scenario scenario = read("server: " + server + "\n" + faults);

        Scenario again = ScenarioReader.read(scenario.yaml(), "again.yaml", List.of());

        assertEquals(scenario.targets(), again.targets());
        assertEquals(scenario.faults(), again.faults());
        assertEquals(scenario.yaml(), again.yaml());
    }

    @Test
    void readsWhatIsDoneToServers() {
        Scenario scenario = read("""
                server: {image: web, port: 80, replicas: 4}
                timeline:
                  - {at: 1s, for: 1s, fault: pause, replica: 2}
                  - {at: 3s, for: 1s, fault: kill, signal: TERM, replica: [1, 3]}
                  - {at: 5s, for: 1s, fault: stop, grace: 3s, replica: 50%}
                  - {at: 7s, for: 1s, fault: restart}
                  - {at: 9s, for: 1s, fault: disconnect, network: blue}
                  - {at: 11s, for: 1s, fault: squeeze, cpus: 0.2, memory: 64MiB, pids: 20}
                  - {at: 13s, for: 1s, fault: oom}
                  - {at: 15s, for: 1s, fault: crash-loop, up: 500ms}
                  - {at: 17s, for: 1s, fault: exec, command: [touch, /x], undo: [rm, /x]}
                """);

        List<Fault.OnReplicas> faults = scenario.faults().faults().stream()
                .map(entry -> (Fault.OnReplicas) entry.fault())
                .toList();
        assertEquals(
                List.of(
                        new ReplicaAction.Pause(),
                        new ReplicaAction.Kill("TERM"),
                        new ReplicaAction.Stop(3_000_000_000L),
                        new ReplicaAction.Restart(10_000_000_000L),
                        new ReplicaAction.Disconnect(Optional.of("blue")),
                        new ReplicaAction.Squeeze(
                                OptionalDouble.of(0.2), OptionalLong.of(64L << 20), OptionalInt.of(20)),
                        new ReplicaAction.OutOfMemory(),
                        new ReplicaAction.CrashLoop(500_000_000L),
                        new ReplicaAction.Exec(List.of("touch", "/x"), List.of("rm", "/x"))),
                faults.stream().map(Fault.OnReplicas::action).toList());
        assertEquals(ReplicaChoice.of(List.of(2)), faults.get(0).replicas());
        assertEquals(ReplicaChoice.of(List.of(1, 3)), faults.get(1).replicas());
        assertEquals(2, faults.get(2).replicas().numbers().size());
        assertEquals(List.of(1, 2, 3, 4), faults.get(3).replicas().numbers());
        assertEquals(
                List.of(0.25, 0.5, 0.5, 1.0),
                scenario.faults().faults().subList(0, 4).stream()
                        .map(entry -> entry.share())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            server: {image: web}                                                       | server.port: missing; it is required
            server: {image: web, port: 0}                                              | found '0'; accepted: the port that it listens on, 1 to 65535
            server: {image: web, port: 80, replicas: 65}                               | found '65'; accepted: 1 to 64
            server: {image: web, port: 80, heartbeat: {idle: 2s}}                      | server.heartbeat: unknown key
            server: {image: web, port: 80, cpus: 0}                                    | found '0'; accepted: processors, such as 2 or 0.5
            server: {image: web, port: 80, engine: docker}                             | found 'docker'; accepted: auto, or an address such as unix:///var/run/docker.sock
            server: {image: web, port: 80, ready: {tcp: true, http: /x}}               | found several things to wait for
            server: {image: web, port: 80, ready: {log: "["}}                          | accepted: a regular expression of Java
            server: {containers: [], port: 80}                                         | found no names
            server: {containers: [a, a], port: 80}                                     | found a name twice
            server: {command: []}                                                      | found no words
            server: {command: [a], port: 80, replicas: 2}                              | several processes cannot have one port
            server: {command: [a], memory: 1MiB}                                       | server.memory: unknown key
            server: {image: web, port: 80}~targets: ["ws://127.0.0.1:1/"]              | found targets beside a server that the run starts
            server: {image: web, port: 80}~inject: client                              | found 'client' with a server that the run starts
            timeline: [{at: 1s, for: 1s, fault: pause}]                                | accepted: with server.image, server.containers or server.command
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: server-restart}] | accepted here: restart
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: pause, replica: 2}] | found '2'; accepted: 1, for there is one; or all
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: pause, hit: 50%}]   | timeline[0].hit
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: pause, signal: TERM}] | timeline[0].signal
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: stop, grace: 91s}] | grace: found '91s'; accepted: at most 90s
            server: {image: web, port: 80, engine: "https://a"}                                   | engine: found 'https://a'; accepted: auto, or an address
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: squeeze}]           | found nothing to squeeze
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 1s, fault: exec}]              | timeline[0].command: found no words
            server: {image: web, port: 80}~timeline: [{at: 1s, for: 5s, fault: pause}, {at: 3s, for: 5s, fault: kill}] | one fault on a replica at a time
            server: {command: [a]}~timeline: [{at: 1s, for: 1s, fault: oom}]                       | oom: a process has no limits of its own
            server: {image: web, port: 80}~objectives: ["replica.2.memory.max < 1MiB"]             | found replica.2.memory; accepted: replica 1
            objectives: ["replica.1.oom.max == 0"]                                                 | no metric of a replica, because the run starts no servers
            server: {image: web, port: 80}~objectives: ["replica.1.cpu.max < 1"]                   | found 'replica.1.cpu.max'; accepted of a replica: replica.NUMBER.memory
            server: {image: web, port: 80}~objectives: ["replica.1.memory.max < 1s"]               | found '1s'; accepted
            server: {image: web, port: 80}~objectives: ["replica.1.memory.max{fault=pause} < 1MiB"] | found {fault=pause}; accepted: no fault
            server: {command: [a]}~timeline: [{at: 1s, for: 1s, fault: disconnect}]                | a process shares this machine's network
            """)
    void saysWhatIsWrong(String given, String message) {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(given.replace('~', '\n') + "\n"));

        assertTrue(refused.text().contains(message), refused::text);
        assertTrue(refused.text().startsWith("f.yaml:"), refused::text);
    }

    @Test
    void faultsOnDifferentReplicasMayOverlap() {
        Scenario scenario = read("""
                server: {image: web, port: 80, replicas: 2}
                timeline:
                  - {at: 1s, for: 5s, fault: pause, replica: 1}
                  - {at: 3s, for: 5s, fault: kill, replica: 2}
                """);

        assertEquals(2, scenario.faults().faults().size());
    }

    private static ReplicaPlan plan(String server) {
        return read(server + "\n").targets().replicas().orElseThrow();
    }

    private static Scenario read(String more) {
        return ScenarioReader.read(REST + more, "f.yaml", List.of());
    }
}
