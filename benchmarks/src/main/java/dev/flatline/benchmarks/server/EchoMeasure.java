package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Echoes of small texts for each second of the server's processor time: one at a time, and many in flight. */
final class EchoMeasure {

    private static final int CONNECTIONS = 200;
    private static final int HEAP_MEGABYTES = 128;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Servers servers;
    private final Rig rig;
    private final List<Candidate> candidates = new ArrayList<>(Candidate.ON_JVM);
    private final List<Figure> figures = new ArrayList<>();

    EchoMeasure(Servers servers) throws IOException {
        this.servers = servers;
        rig = servers.rig();
        String obstacle = servers.node().prepare();
        if (obstacle.isEmpty()) {
            candidates.add(Candidate.WS);
        } else {
            rig.say("npm's ws is left out: " + obstacle);
        }
    }

    Section run() throws IOException {
        measure("one at a time", 1, Compiler.DEFAULT, Aim.atLeast(190_000));
        measure("16 in flight", 16, Compiler.DEFAULT, Aim.atLeast(2_000_000));
        if (rig.choose(0, 1, 1) > 0) {
            measure("one at a time, C1", 1, Compiler.C1, Aim.NONE);
            measure("16 in flight, C1", 16, Compiler.C1, Aim.NONE);
        }
        return new Section(
                "echo: texts of 32 bytes for each second of the server's processor time",
                CONNECTIONS + " connections, one event loop, every echo compared with what was sent.",
                figures);
    }

    /** All candidates run at once, and are loaded in turns. */
    private void measure(String what, int inFlight, Compiler compiler, Aim aim) throws IOException {
        Figure figure = new Figure(what, Unit.PER_SECOND, aim);
        Map<Candidate, Pair> pairs = new EnumMap<>(Candidate.class);
        try {
            for (Candidate candidate : candidates) {
                if (candidate != Candidate.WS || compiler == Compiler.DEFAULT) {
                    pairs.put(candidate, new Pair(servers.start(candidate, new ChildJvm(compiler, HEAP_MEGABYTES), 0)));
                }
            }
            for (Pair pair : pairs.values()) {
                pair.load.open(CONNECTIONS);
                pair.perSecond(inFlight, Duration.ofMillis(rig.choose(500, 6_000, 6_000)));
            }
            for (int round = 0; round < rig.choose(1, 3, 7); round++) {
                for (Map.Entry<Candidate, Pair> entry : pairs.entrySet()) {
                    double rate =
                            entry.getValue().perSecond(inFlight, Duration.ofMillis(rig.choose(500, 2_000, 3_000)));
                    figure.add(entry.getKey(), rate);
                    rig.say(String.format(
                            Locale.ROOT,
                            "echo, %s, %s: %,.0f",
                            what,
                            entry.getKey().key(),
                            rate));
                }
            }
        } finally {
            pairs.values().forEach(Pair::close);
        }
        figures.add(figure);
    }

    /** A server and its load. */
    private static final class Pair implements AutoCloseable {
        final Child server;
        final LoadClient load;

        Pair(Child server) {
            this.server = server;
            this.load = new LoadClient(server.port());
        }

        double perSecond(int inFlight, Duration duration) throws IOException {
            load.startEchoing(inFlight);
            long echoes = load.echoes();
            long cpu = server.ask("cpu");
            load.pause(duration);
            echoes = load.echoes() - echoes;
            cpu = server.ask("cpu") - cpu;
            load.stopEchoing();
            return echoes * NANOS_PER_SECOND / cpu;
        }

        @Override
        public void close() {
            load.close();
            server.close();
        }
    }
}
