package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator does not model is refused before anything runs. */
final class SimulateToxicTest {

    private static final int USAGE = 2;

    @TempDir
    Path folder;

    private final CliRig rig = new CliRig();

    @Test
    void saysWhichToxicItIsAndWhatIsModelled() throws IOException {
        Path file = Files.writeString(folder.resolve("toxic.yaml"), """
                name: pongless
                duration: 10s
                clients: {count: 10, connect: {rate: 10/s}}
                timeline: [{at: 1s, for: 1s, fault: reset}, {at: 2s, for: 2s, toxic: frame_drop}]
                """);

        assertEquals(USAGE, rig.run("simulate", file.toString()));

        assertEquals(
                "flatline: pongless: timeline[1].toxic: found 'frame_drop', which is not simulated; accepted: fault:"
                        + " blackhole, latency, reset, refuse, server-restart (flatline run does toxics)\n",
                rig.err());
    }

    @Test
    void theFileItselfIsGood() throws IOException {
        Path file = Files.writeString(folder.resolve("toxic.yaml"), """
                name: pongless
                duration: 10s
                clients: {count: 10, connect: {rate: 10/s}}
                timeline: [{at: 2s, for: 2s, toxic: frame_drop}]
                """);

        assertEquals(0, rig.run("validate", file.toString()));
    }
}
