package dev.flatline.scenarios.run;

import dev.flatline.scenarios.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code flatline simulate} in a process of its own, of a run in which connections come and go all the time. */
final class Victim {

    private static final String YAML = """
            name: restless
            seed: 7
            duration: 2h
            server: {heartbeat: {activity: any-bytes, idle: 6s, scan: 1s}}
            clients:
              count: 300
              connect: {arrival: poisson, rate: 200/s}
              heartbeat: {ping: websocket, every: 2s, timeout: 2s}
              reconnect: {backoff: exponential, base: 500ms, cap: 10s, jitter: full}
              messages: {kind: echo, rate: 1/s, size: 64B}
              churn: {stay: 5s, away: 2s}
            timeline: [{at: 5s, for: 110m, fault: latency, delay: 20ms, hit: 50%}]
            objectives: ['false_kills == 0']
            """;

    private Victim() {}

    /**
     * Begins a run.
     *
     * @param folder gets the scenario
     * @param mostBlocks what each file may have, in blocks of 512 bytes as the shell counts them; 0: any
     */
    static Process start(Path folder, Path out, int mostBlocks) throws IOException {
        Path scenario = Files.writeString(folder.resolve(out.getFileName() + ".yaml"), YAML);
        List<String> command = new ArrayList<>();
        if (mostBlocks > 0) {
            command.addAll(List.of("sh", "-c", "ulimit -f " + mostBlocks + "; exec \"$@\"", "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The flags of the tests, as the launcher gives them: a newer Java warns of native code without them.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "simulate",
                scenario.toString(),
                "--out",
                out.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve(out.getFileName() + ".err").toFile())
                .start();
    }
}
