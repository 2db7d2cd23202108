package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.HealthSample;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.tcp.TcpStates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of TCP and of memory, against what is known. */
final class HealthTest {

    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue\n";

    @TempDir
    Path proc;

    @Test
    @Tag("real-socket")
    @EnabledOnOs(OS.LINUX)
    void countsTheSocketsOfBothSidesInTheirStates() throws IOException {
        List<Socket> clients = new ArrayList<>();
        List<Socket> accepted = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 30; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
                accepted.add(listener.accept());
            }
            for (int i = 0; i < 7; i++) {
                clients.get(i).shutdownOutput();
            }
            Set<Integer> port = Set.of(listener.getLocalPort());

            TcpProbe probe =
                    new TcpProbe(TcpStates.ofThisProcess(), () -> new TcpProbe.Ports(port, port), Optional.empty());
            // A busy kernel takes a moment to acknowledge the seven.
            Await.until(() -> gauge(look(probe), "tcp.client.fin_wait2") == 7);
            HealthSample sample = look(probe);

            assertEquals(23.0, sample.gauges().get("tcp.client.established"));
            assertEquals(7.0, sample.gauges().get("tcp.client.fin_wait2"));
            assertEquals(23.0, sample.gauges().get("tcp.server.established"));
            assertEquals(7.0, sample.gauges().get("tcp.server.close_wait"));
            assertEquals(0.0, sample.gauges().get("tcp.server.time_wait"));
            assertTrue(sample.counts().keySet().containsAll(List.of("tcp.retransmits", "tcp.listen_overflows")));
        } finally {
            for (Socket socket : clients) {
                socket.close();
            }
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    @Test
    void countsOfTheKernelAreThoseSinceTheStart() throws IOException {
        write("net/tcp", HEADING);
        write("net/sockstat", "TCP: inuse 5 orphan 3 tw 0 alloc 5 mem 2\n");
        write("net/netstat", "TcpExt: ListenOverflows ListenDrops\nTcpExt: 10 20\n");
        write("net/snmp", "Tcp: RetransSegs\nTcp: 100\n");
        TcpProbe probe =
                new TcpProbe(TcpStates.in(proc, 10), () -> new TcpProbe.Ports(Set.of(1), Set.of(1)), Optional.empty());
        write("net/netstat", "TcpExt: ListenOverflows ListenDrops\nTcpExt: 14 25\n");
        write("net/snmp", "Tcp: RetransSegs\nTcp: 107\n");

        HealthSample sample = look(probe);

        assertEquals(
                Map.of("tcp.listen_overflows", 4L, "tcp.listen_drops", 5L, "tcp.retransmits", 7L), sample.counts());
        assertEquals(3.0, sample.gauges().get("tcp.orphans"));
        assertEquals("this kernel does not count it", sample.absent().get("tcp.syn_cookies"));
    }

    @Test
    void whereThereIsNoProcEverythingIsAbsentWithTheReason() {
        TcpProbe probe = new TcpProbe(
                TcpStates.in(proc.resolve("none"), 10),
                () -> new TcpProbe.Ports(Set.of(1), Set.of(1)),
                Optional.empty());

        HealthSample sample = look(probe);

        assertEquals(Map.of(), sample.gauges());
        assertEquals(Map.of(), sample.counts());
        assertTrue(
                Objects.requireNonNull(sample.absent().get("tcp.client.established"))
                        .startsWith("there is no "),
                sample.absent().toString());
        assertTrue(sample.absent().keySet().containsAll(Set.of("tcp.orphans", "tcp.retransmits", "tcp.accept_queue")));
    }

    @Test
    void ofAServerThatIsElsewhereOnlyTheClientsSideIsSeen() throws IOException {
        write("net/tcp", HEADING + "   0: 0100007F:C001 0100007F:1F90 01 00000000:00000000 00:00000000\n");
        TcpProbe probe = new TcpProbe(
                TcpStates.in(proc, 10), () -> new TcpProbe.Ports(Set.of(), Set.of(0x1F90)), Optional.empty());

        HealthSample sample = look(probe);

        assertEquals(1.0, sample.gauges().get("tcp.client.established"));
        assertEquals(
                "the server is on another machine: nobody sees its sockets",
                sample.absent().get("tcp.server.established"));
        assertEquals(
                "the server is on another machine: nobody sees its sockets",
                sample.absent().get("tcp.accept_queue"));
    }

    @Test
    void aConnectionTakesWhatWasAddedSinceTheStartWhenMostWereOpen() {
        Memory memory = new Memory();
        int[] open = {0};
        MemoryProbe probe = new MemoryProbe(() -> open[0], memory);
        assertEquals(
                "fewer than 100 connections were open", look(probe).absent().get("bytes_per_connection.rss"));

        memory.bytes.put(MemoryReading.Part.RSS, 1_000_000L + 200 * 5_000);
        open[0] = 200;
        assertEquals(5_000.0, look(probe).gauges().get("bytes_per_connection.rss"));

        memory.bytes.put(MemoryReading.Part.RSS, 9_000_000L);
        open[0] = 150;
        HealthSample later = look(probe);

        assertEquals(null, later.gauges().get("bytes_per_connection.rss"));
        assertEquals(9_000_000.0, later.gauges().get("generator.rss"));
        assertEquals(null, later.absent().get("bytes_per_connection.rss"));
    }

    @Test
    void aLookThatTakesLongIsFollowedByALongRest() {
        assertEquals(TimeUnit.MILLISECONDS.toNanos(999), HealthWatch.pause(TimeUnit.MILLISECONDS.toNanos(1), 50));
        assertEquals(TimeUnit.SECONDS.toNanos(5), HealthWatch.pause(TimeUnit.MILLISECONDS.toNanos(100), 50));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasMemory() {
        ProcessMemory memory = new ProcessMemory(Path.of("/proc"), TcpStates.ofThisProcess());

        assertTrue(memory.now(MemoryReading.Part.RSS).orElseThrow() > 10_000_000);
        assertTrue(memory.heapInUse() > 100_000);
        assertTrue(memory.first(MemoryReading.Part.HEAP).isPresent());
    }

    private static HealthSample look(HealthProbe probe) {
        return HealthWatch.sample(List.of(probe), 1_000_000_000);
    }

    private static double gauge(HealthSample sample, String metric) {
        return Objects.requireNonNull(sample.gauges().get(metric));
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static final class Memory implements MemoryReading {
        final Map<Part, Long> bytes = new HashMap<>(Map.of(Part.RSS, 1_000_000L));

        @Override
        public OptionalLong first(Part part) {
            return now(part);
        }

        @Override
        public OptionalLong now(Part part) {
            Long known = bytes.get(part);
            return known == null ? OptionalLong.empty() : OptionalLong.of(known);
        }

        @Override
        public long heapInUse() {
            return 7;
        }
    }
}
