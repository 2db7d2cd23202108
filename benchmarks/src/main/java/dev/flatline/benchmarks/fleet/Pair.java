package dev.flatline.benchmarks.fleet;

import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.server.ServerChild;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A fleet in one process and a fresh server of ours in another. */
final class Pair implements AutoCloseable {

    private static final int SERVER_HEAP_MEGABYTES = 128;

    private final Child server;
    private final Child fleet;
    /** Its event loop is only a clock here. */
    private final LoadClient clock = new LoadClient(0);

    Pair(Rig rig, Candidate candidate, ChildJvm jvm, int perSecond, int pingMillis) throws IOException {
        server = rig.start(
                new ChildJvm(Compiler.C1, SERVER_HEAP_MEGABYTES), ServerChild.class, List.of("flatline", "0"));
        fleet = rig.start(
                jvm,
                FleetChild.class,
                List.of(
                        candidate.key(),
                        Integer.toString(server.port()),
                        Integer.toString(perSecond),
                        Integer.toString(pingMillis)));
    }

    /** Opens clients and waits for them; the server must hold as many. */
    void open(int clients) throws IOException {
        long open = fleet.ask("open " + clients);
        check();
        if (open != clients || server.ask("open") != clients) {
            throw new IOException(
                    open + " of " + clients + " clients are open, and the server holds " + server.ask("open"));
        }
    }

    /** Ends all clients and waits until the server has seen it. */
    void end() throws IOException {
        fleet.ask("end");
        server.awaitNoneOpen(clock);
    }

    long ask(String question) throws IOException {
        return fleet.ask(question);
    }

    int serverPort() {
        return server.port();
    }

    void pause(Duration duration) throws IOException {
        clock.pause(duration);
    }

    /** Fails if a client was lost or could not connect. */
    void check() throws IOException {
        long failures = fleet.ask("failures");
        if (failures > 0) {
            throw new IOException(failures + " clients were lost or could not connect");
        }
    }

    /** Ends the server under the clients. */
    void endServer() {
        server.close();
    }

    @Override
    public void close() {
        clock.close();
        fleet.close();
        server.close();
    }
}
