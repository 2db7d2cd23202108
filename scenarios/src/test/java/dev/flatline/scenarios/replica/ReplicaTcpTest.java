package dev.flatline.scenarios.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.wire.tcp.TcpCounters;
import dev.flatline.wire.tcp.TcpReading;
import dev.flatline.wire.tcp.TcpSockets;
import dev.flatline.wire.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaTcpTest {

    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue\n";
    private static final String LISTENS = "   0: 00000000:1F90 00000000:0000 0A 00000000:00000003 00:00000000\n";
    private static final String OPEN = "   1: 0B0BD50A:1F90 010BD50A:C001 01 00000000:00000000 00:00000000\n";
    private static final String OTHER = "   2: 0B0BD50A:0050 010BD50A:C002 01 00000000:00000000 00:00000000\n";

    @TempDir
    Path proc;

    private final FakeReplica first = new FakeReplica(1, line -> {});
    private final FakeReplica second = new FakeReplica(2, line -> {});

    @Test
    void areThoseOfThePortInEveryNamespaceTogether() throws IOException {
        table(first, 11, LISTENS + OPEN + OPEN + OTHER);
        table(second, 12, LISTENS + OPEN);

        TcpSockets seen = read().value().orElseThrow();

        assertEquals(3, seen.count(TcpState.ESTABLISHED));
        assertEquals(2, seen.count(TcpState.LISTEN));
        assertEquals(6, seen.acceptQueue());
    }

    @Test
    void ofOneThatDoesNotRunThereAreNone() throws IOException {
        table(first, 11, LISTENS + OPEN);

        assertEquals(1, read().value().orElseThrow().count(TcpState.ESTABLISHED));
    }

    @Test
    void areUnknownWithTheReasonWhereNoneCanBeSeen() {
        assertEquals("no server is a process of this machine that can be seen", read().reason());

        first.pid = OptionalLong.of(13);

        assertTrue(read().reason().endsWith("13/net/tcp"), read().reason());
        assertTrue(read().value().isEmpty());
    }

    @Test
    void countsAreThoseSinceTheFirstLookInEveryNamespaceAlsoInANewOne() throws IOException {
        count(first, 11, 100, 7);
        count(second, 12, 0, 1);
        ReplicaTcp tcp = tcp();
        TcpCounters atFirst = tcp.look().counted();
        count(first, 11, 103, 9);

        TcpCounters later = tcp.look().counted();

        assertEquals(TcpCounters.ZERO.listenOverflows(), atFirst.listenOverflows());
        assertEquals(OptionalLong.of(3), later.listenOverflows());
        assertEquals(OptionalLong.of(2), later.retransmittedSegments());

        second.pid = OptionalLong.empty();
        assertEquals(OptionalLong.of(3), tcp.look().counted().listenOverflows());

        count(second, 14, 20, 5);
        assertEquals(OptionalLong.of(23), tcp.look().counted().listenOverflows());
        assertEquals(OptionalLong.of(7), tcp.look().counted().retransmittedSegments());
    }

    private ReplicaTcp tcp() {
        return new ReplicaTcp(List.of(first, second), 8080, proc);
    }

    private void count(FakeReplica replica, long pid, long overflows, long retransmits) throws IOException {
        replica.pid = OptionalLong.of(pid);
        Path folder = Files.createDirectories(proc.resolve(pid + "/net"));
        Files.writeString(folder.resolve("netstat"), "TcpExt: ListenOverflows\nTcpExt: " + overflows + "\n");
        Files.writeString(folder.resolve("snmp"), "Tcp: RetransSegs\nTcp: " + retransmits + "\n");
    }

    private TcpReading<TcpSockets> read() {
        return tcp().look().sockets();
    }

    private void table(FakeReplica replica, long pid, String rows) throws IOException {
        replica.pid = OptionalLong.of(pid);
        Path folder = Files.createDirectories(proc.resolve(pid + "/net"));
        Files.writeString(folder.resolve("tcp"), HEADING + rows);
    }
}
