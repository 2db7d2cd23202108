package dev.flatline.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.launcher.Checkout.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts processes, hence the tag; no real build among them. */
@Tag("real-socket")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
final class LauncherTest {

    private static final String FIRST_BUILD = "flatline: building (first run, takes about a minute)…\n";
    private static final String NEXT_BUILD = "flatline: building (sources changed)…\n";

    private final Path folder;
    private final Checkout checkout;

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        checkout = new Checkout(folder);
        checkout.mavenSucceeds();
    }

    @Test
    void buildsOnceAndPassesTheArgumentsAsTheyAre() throws IOException {
        Outcome first = run17("run", "a b", "*");
        Outcome second = run17();

        assertEquals(FIRST_BUILD, first.err());
        assertTrue(first.out().endsWith("/app/*\ndev.flatline.scenarios.Main\nrun\na b\n*\n"), first.out());
        assertEquals("", second.err());
        assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        run17();
        checkout.edit("core/src/main/java/A.java");

        assertEquals(NEXT_BUILD, run17().err());
    }

    @Test
    void buildsWithTheJdkThatItRuns() throws IOException {
        Path jdk = checkout.jdk("17.0.9");

        checkout.run(Map.of("JAVA_HOME", jdk.toString()), checkout.launcher());

        assertTrue(checkout.mavenCalls().get(0).startsWith(jdk + " "), checkout.mavenCalls()::toString);
    }

    @Test
    void twoAtOnceBuildOnce() throws IOException {
        Map<String, String> environment =
                Map.of("JAVA_HOME", checkout.jdk("17.0.9").toString());

        Process one = checkout.start(environment, checkout.launcher());
        Process two = checkout.start(environment, checkout.launcher());

        assertEquals(0, Checkout.finish(one).exitCode());
        assertEquals(0, Checkout.finish(two).exitCode());
        assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void showsTheErrorsOfAFailedBuildWithoutTheAdvice() throws IOException {
        checkout.mavenFails();

        Outcome outcome = run17();

        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.out());
        assertEquals(FIRST_BUILD + "A.java:[1,1] broken\nflatline: the build failed.\n", outcome.err());
    }

    @Test
    void findsItsFolderThroughLinks() throws IOException {
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("flat line", "flatline"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), near.getFileName());

        Outcome outcome =
                checkout.run(Map.of("JAVA_HOME", checkout.jdk("17.0.9").toString()), far);

        assertTrue(
                outcome.out().contains(folder.resolve("flat line") + "/scenarios/target/quick/app/*\n"), outcome.out());
    }

    @Test
    void givesEachJdkTheFlagsThatItKnows() throws IOException {
        List<String> on17 = run17().out().lines().toList();
        List<String> on25 = checkout.run(
                        Map.of("JAVA_HOME", checkout.jdk("25.0.3").toString()), checkout.launcher())
                .out()
                .lines()
                .toList();

        assertTrue(on17.contains("-XX:TieredStopAtLevel=1"), on17::toString);
        assertFalse(on17.contains("--enable-native-access=ALL-UNNAMED"), on17::toString);
        assertTrue(on25.contains("--enable-native-access=ALL-UNNAMED"), on25::toString);
        assertTrue(on25.contains("-XX:+UseCompactObjectHeaders"), on25::toString);
    }

    @Test
    void appendsTheFlagsOfTheUser() throws IOException {
        Map<String, String> environment =
                Map.of("JAVA_HOME", checkout.jdk("17.0.9").toString(), "FLATLINE_JAVA_OPTS", "-Xmx4g -Da=b");

        List<String> words =
                checkout.run(environment, checkout.launcher()).out().lines().toList();

        assertTrue(words.indexOf("-Xmx4g") > words.indexOf("-Xmx1g"), words::toString);
        assertTrue(words.contains("-Da=b"), words::toString);
    }

    @Test
    void givesASimulationTheWholeCompilerAndAHeapForItsClients() throws IOException {
        List<String> words = run17("simulate", "reconnect-storm").out().lines().toList();

        assertFalse(words.contains("-XX:TieredStopAtLevel=1"), words::toString);
        assertTrue(words.contains("-XX:MaxRAMPercentage=60"), words::toString);
    }

    @Test
    void startsBenchmarksWithTheDefaultCompiler() throws IOException {
        Outcome outcome = run17("bench", "heartbeat");

        assertTrue(outcome.out().endsWith("\ndev.flatline.benchmarks.Bench\nheartbeat\n"), outcome.out());
        assertFalse(outcome.out().contains("TieredStopAtLevel"), outcome.out());
    }

    @Test
    void saysThatThereIsNoJava() {
        Outcome outcome = checkout.run(Map.of(), checkout.launcher());

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("found: none (JAVA_HOME is not set, no java on PATH)\n"), outcome.err());
    }

    @Test
    void saysWhichJavaIsTooOld() throws IOException {
        Path old = checkout.jdk("1.8.0_392");

        Outcome outcome = checkout.run(Map.of("JAVA_HOME", old.toString()), checkout.launcher());

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("found: Java 8 in " + old + " (from JAVA_HOME)\n"), outcome.err());
    }

    @Test
    void needsMavenOnlyToBuild() throws IOException {
        run17();
        checkout.mavenIsGone();

        Outcome upToDate = run17();
        checkout.edit("pom.xml");
        Outcome stale = run17();

        assertEquals(0, upToDate.exitCode());
        assertEquals(1, stale.exitCode());
        assertEquals("flatline: needs Maven (3.8.7 or newer) to build; there is no mvn on PATH.\n", stale.err());
    }

    private Outcome run17(String... arguments) throws IOException {
        return checkout.run(Map.of("JAVA_HOME", checkout.jdk("17.0.9").toString()), checkout.launcher(), arguments);
    }
}
