package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.wire.tcp.TcpStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TcpMetricsTest {

    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue\n";
    private static final String LISTENER = "   0: 00000000:1B59 00000000:0000 0A 00000000:00000003 00:00000000\n";
    private static final String OPEN = "   1: 0100007F:1B59 0100007F:C1FA 01 00000000:00000000 00:00000000\n";
    private static final long LOOK_NANOS = 1_000;

    @TempDir
    private Path proc;

    private final List<Throwable> failures = new ArrayList<>();
    private final MetricPage page = new MetricPage(failures::add);
    private long now = 77;
    private int port = 0x1B59;

    @Test
    void showsSocketsQueueAndCounters() throws IOException {
        write("net/tcp", HEADING + LISTENER + OPEN);
        write("net/netstat", "TcpExt: ListenOverflows ListenDrops\nTcpExt: 4 5\n");
        write("net/snmp", "Tcp: RetransSegs\nTcp: 6\n");
        write("sys/net/core/somaxconn", "128\n");
        add();

        Exposition metrics = read();

        assertEquals(1, metrics.value("flatline_tcp_sockets{state=\"established\"}"));
        assertEquals(1, metrics.value("flatline_tcp_sockets{state=\"listen\"}"));
        assertEquals(0, metrics.value("flatline_tcp_sockets{state=\"time_wait\"}"));
        assertEquals(3, metrics.value("flatline_tcp_accept_queue"));
        assertEquals(128, metrics.value("flatline_tcp_accept_queue_limit"));
        assertEquals(4, metrics.value("flatline_tcp_listen_overflows_total"));
        assertEquals(5, metrics.value("flatline_tcp_listen_drops_total"));
        assertEquals(6, metrics.value("flatline_tcp_retransmitted_segments_total"));
        assertTrue(metrics.series.keySet().stream().noneMatch(key -> key.startsWith("flatline_tcp_request_queue")));
        assertTrue(metrics.series.keySet().stream().noneMatch(key -> key.startsWith("flatline_tcp_unknown")));
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTheReasonIsThere() {
        add();

        Exposition metrics = read();

        assertEquals(1, metrics.value("flatline_tcp_unknown{reason=\"there is no " + proc.resolve("net/tcp") + "\"}"));
        assertEquals(
                1,
                metrics.value("flatline_tcp_unknown{reason=\"" + proc.resolve("net/netstat")
                        + " and net/snmp cannot be read\"}"));
        assertEquals(
                3, metrics.series.size(), () -> metrics.series.keySet() + ": the reasons and the failures of scrapes");
        assertEquals(List.of(), failures);
    }

    @Test
    void looksAgainWhenFiftyTimesAsLongHasPassedAsALookTook() throws IOException {
        write("net/tcp", HEADING + OPEN);
        add();
        double first = established();
        write("net/tcp", HEADING + OPEN + OPEN);
        now += 48 * LOOK_NANOS;
        double soon = established();
        now += 2 * LOOK_NANOS;
        double later = established();

        assertEquals(List.of(1.0, 1.0, 2.0), List.of(first, soon, later));
    }

    @Test
    void looksAtOnceWhenTheServerListensElsewhere() throws IOException {
        write("net/tcp", HEADING + OPEN);
        add();
        double first = established();
        port++;

        assertEquals(List.of(1.0, 0.0), List.of(first, established()));
    }

    private void add() {
        TcpMetrics.addTo(page, TcpStates.in(proc, 100), () -> port, 4_096, () -> now += LOOK_NANOS);
    }

    private double established() {
        return read().value("flatline_tcp_sockets{state=\"established\"}");
    }

    private Exposition read() {
        return Exposition.ofPrometheus(page.reply("").body());
    }

    private void write(String file, String text) throws IOException {
        Path target = proc.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
