package dev.flatline.scenarios.run;

import dev.flatline.scenarios.replica.RunHome;
import java.nio.file.Path;
import java.time.Clock;

/** Engines whose runs keep their rollback journals apart from those of the person who runs the tests. */
public final class TestEngines {

    private TestEngines() {}

    /** An engine on real sockets. */
    public static RealEngine real(Clock clock) {
        Path state = Path.of(System.getProperty("java.io.tmpdir"), "flatline-test-state");
        return new RealEngine(clock, new RunHome(state, note -> {}, System.getenv()));
    }
}
