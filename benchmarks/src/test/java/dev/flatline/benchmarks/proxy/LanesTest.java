package dev.flatline.benchmarks.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.benchmarks.Extent;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Samples;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: the ways to the echo server do what the measures take for granted. */
@Tag("real-socket")
final class LanesTest {

    private static final int HEAP_MEGABYTES = 64;

    @TempDir
    Path folder;

    private Lanes lanes;

    @BeforeEach
    void startServer() throws IOException {
        PrintStream silent = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        lanes = new Lanes(new Rig(Extent.QUICK, folder, silent, "proxy.log"));
    }

    @AfterEach
    void endServer() {
        lanes.close();
    }

    @Test
    void echoesComeThroughOurProxyAndCostIt() throws IOException {
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES)) {
            lane.load.open(20);

            double micros = lane.microsPerEcho(Duration.ofMillis(100), Duration.ofMillis(400));

            assertTrue(micros > 0.1 && micros < 10_000, () -> micros + " µs for an echo");
            assertEquals(20, lane.ask("open"));
            assertTrue(lane.residentBytes() > 20 << 20);
        }
    }

    @Test
    void latencyIsLongerByWhatTheProcessSays() throws IOException {
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES)) {
            lane.load.open(20);
            long first = lane.ask("latency 30");
            long second = lane.ask("latency 20");

            double[] millis = lane.load.pacedEchoes(200, 40);

            double least = Arrays.stream(millis).min().orElseThrow();
            assertTrue(least >= first + second, () -> "an echo took " + least + " ms");
            assertTrue(Samples.median(millis) < first + second + 1_000);
        }
    }

    @Test
    void echoesComeThroughHaProxy() throws IOException {
        Optional<Lane> haProxy = lanes.haProxy();
        Assumptions.assumeTrue(haProxy.isPresent(), "haproxy is neither on the PATH nor in /usr/sbin");
        try (Lane lane = haProxy.get()) {
            lane.load.open(20);

            double micros = lane.microsPerEcho(Duration.ofMillis(100), Duration.ofMillis(400));

            assertTrue(micros > 0.1 && micros < 10_000, () -> micros + " µs for an echo");
            assertTrue(lane.residentBytes() > 1 << 20);
        }
    }

    @Test
    void newcomersAreAnsweredWhileTheNeighboursClientsWait() throws IOException {
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES);
                StalledUpstream upstream = new StalledUpstream();
                StalledClients clients = new StalledClients((int) lane.ask("beside " + upstream.port()), 10)) {
            double[] millis = lane.load.pacedUpgrades(100, 20);

            assertEquals(20, millis.length);
            clients.check();
        }
    }

    @Test
    void nobodyGetsThroughToAStalledUpstream() throws IOException {
        try (StalledUpstream upstream = new StalledUpstream();
                Socket late = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port());

            assertThrows(SocketTimeoutException.class, () -> late.connect(address, 300));
        }
    }

    @Test
    void anUpgradeThatIsRefusedFailsTheRunAtOnce() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (LoadClient load = new LoadClient(nobody)) {
            IOException failure = assertThrows(IOException.class, () -> load.pacedUpgrades(100, 10));

            assertEquals(
                    "answers did not come: java.io.IOException: a connection was lost, refused or answered wrongly",
                    failure.getMessage());
        }
    }
}
