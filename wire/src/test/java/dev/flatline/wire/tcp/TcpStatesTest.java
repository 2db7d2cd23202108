package dev.flatline.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files in the resources were taken from Linux 6.18. Port 7001 there is an IPv4 listener with a backlog of 2 and three
 * connections that nobody accepted, so that one more was lost; 7002 listens on IPv6 and takes IPv4 as well.
 */
final class TcpStatesTest {

    @TempDir
    private Path proc;

    @Test
    void countsTheSocketsOfAnIpv4Listener() throws Exception {
        TcpSockets sockets = captured().sockets(7001).value().orElseThrow();

        assertEquals(
                "{CLOSE=0, CLOSE_WAIT=1, CLOSING=0, ESTABLISHED=6, FIN_WAIT1=0, FIN_WAIT2=1, LAST_ACK=0, LISTEN=1,"
                        + " SYN_RECV=0, SYN_SENT=0, TIME_WAIT=1}",
                byName(sockets));
        assertEquals(3, sockets.acceptQueue());
    }

    @Test
    void countsIpv4AsIpv6OnAListenerThatTakesBoth() throws Exception {
        TcpSockets sockets = captured().sockets(7002).value().orElseThrow();

        assertEquals(1, sockets.count(TcpState.LISTEN));
        assertEquals(2, sockets.count(TcpState.ESTABLISHED), "one of ::1, one of ::ffff:127.0.0.1");
        assertEquals(1, sockets.count(TcpState.TIME_WAIT));
        assertEquals(1, sockets.count(TcpState.SYN_RECV));
        assertEquals(0, sockets.acceptQueue());
    }

    @Test
    void knowsThatAPortHasNoSockets() throws Exception {
        TcpReading<TcpSockets> reading = captured().sockets(7999);

        assertEquals(0, reading.value().orElseThrow().count(TcpState.LISTEN));
        assertEquals("", reading.reason());
    }

    @Test
    void beforeThereIsAPortNothingIsKnown() throws Exception {
        assertEquals(TcpReading.unknown("there is no listener yet"), captured().sockets(0));
    }

    @Test
    void readsWhatTheKernelCounted() throws Exception {
        TcpCounters counters = captured().counters().value().orElseThrow();

        assertEquals(OptionalLong.of(1), counters.listenOverflows());
        assertEquals(OptionalLong.of(1), counters.listenDrops());
        assertEquals(OptionalLong.of(0), counters.retransmittedSegments());
    }

    @Test
    void readsEveryCounterByItsName() {
        TcpCounters counters = TcpCounters.parse("""
                TcpExt: ListenDrops TCPReqQFullDoCookies SomethingNew TCPReqQFullDrop ListenOverflows
                TcpExt: 2 3 -7 4 5
                IpExt: ListenDrops
                IpExt: 99
                """, """
                Ip: RetransSegs
                Ip: 98
                Tcp: RtoMax MaxConn RetransSegs
                Tcp: 120000 -1 6
                """);

        assertEquals(
                new TcpCounters(
                        OptionalLong.of(5),
                        OptionalLong.of(2),
                        OptionalLong.of(4),
                        OptionalLong.of(3),
                        OptionalLong.of(6)),
                counters);
    }

    @Test
    void aCounterThatIsNotThereIsUnknownAndTheOthersAreNot() {
        TcpCounters counters = TcpCounters.parse("TcpExt: ListenDrops ListenOverflows\nTcpExt: 2\n", "");

        assertEquals(OptionalLong.of(2), counters.listenDrops());
        assertEquals(OptionalLong.empty(), counters.listenOverflows());
        assertEquals(OptionalLong.empty(), counters.retransmittedSegments());
    }

    @Test
    void withoutAProcNothingIsKnownAndTheReasonIsSaid() {
        TcpStates none = TcpStates.in(proc.resolve("none"), 10);

        assertEquals(TcpReading.unknown("there is no " + proc.resolve("none/net/tcp")), none.sockets(80));
        assertEquals(
                TcpReading.unknown(proc.resolve("none/net/netstat") + " and net/snmp cannot be read"), none.counters());
        assertEquals(OptionalInt.empty(), none.acceptQueueLimit(100));
    }

    @Test
    void withoutIpv6TheRestIsKnown() throws Exception {
        write("net/tcp", Files.readString(capturedProc().resolve("net/tcp")));

        assertEquals(
                6, TcpStates.in(proc, 100).sockets(7001).value().orElseThrow().count(TcpState.ESTABLISHED));
    }

    @Test
    void aTableThatIsBrokenOrTooLargeIsUnknown() throws Exception {
        write("net/tcp", "sl\n 0: nonsense\n");

        assertEquals(
                TcpReading.unknown(proc.resolve("net/tcp") + ": row 1 is no socket"),
                TcpStates.in(proc, 100).sockets(7001));
        assertEquals(
                Optional.empty(),
                TcpStates.in(capturedProc(), 20).sockets(7001).value(),
                "the sample has more rows than that");
    }

    @Test
    void theKernelCutsABacklog() throws Exception {
        write("sys/net/core/somaxconn", "4096\n");
        TcpStates states = TcpStates.in(proc, 10);

        assertEquals(OptionalInt.of(4096), states.acceptQueueLimit(65_535));
        assertEquals(OptionalInt.of(128), states.acceptQueueLimit(128));
    }

    @Test
    @Tag("real-socket")
    void seesTheSocketsOfThisProcess() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "no /proc/net/tcp here");
        TcpStates states = TcpStates.ofThisProcess();
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Socket accepted = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket served = listener.accept();
                Socket waiting = new Socket(listener.getInetAddress(), listener.getLocalPort())) {

            TcpSockets sockets = states.sockets(listener.getLocalPort()).value().orElseThrow();

            assertEquals(1, sockets.count(TcpState.LISTEN));
            assertEquals(2, sockets.count(TcpState.ESTABLISHED), () -> served + " and " + waiting);
            assertEquals(1, sockets.acceptQueue());
            assertTrue(accepted.isConnected());
        }
        assertTrue(states.counters().value().orElseThrow().listenOverflows().isPresent());
        assertEquals(OptionalInt.of(1), states.acceptQueueLimit(1));
    }

    private static String byName(TcpSockets sockets) {
        TreeMap<String, Integer> sorted = new TreeMap<>();
        sockets.byState().forEach((state, count) -> sorted.put(state.name(), count));
        return sorted.toString();
    }

    private static TcpStates captured() throws URISyntaxException {
        return TcpStates.in(capturedProc(), 100);
    }

    private static Path capturedProc() throws URISyntaxException {
        URL folder = Objects.requireNonNull(TcpStatesTest.class.getResource("proc"), "the samples");
        return Path.of(folder.toURI());
    }

    private void write(String file, String text) throws IOException {
        Path target = proc.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
