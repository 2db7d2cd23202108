package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcFilesTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max open files            20000                524288               files
            """;
    private static final String SOCKSTAT = """
            sockets: used 300
            TCP: inuse 34 orphan 1 tw 12 alloc 40 mem 5
            UDP: inuse 2 mem 1
            """;

    @Test
    void readsThisMachineWhereThereIsAProc() {
        assumeTrue(Files.exists(Path.of("/proc/sys/net/ipv4/ip_local_port_range")), "no /proc/sys here");

        Machine machine = ProcFiles.read();

        assertTrue(machine.ports().orElse(0) > 1_000, () -> "ports: " + machine.ports());
        assertTrue(machine.somaxconn().orElse(0) >= 128, () -> "somaxconn: " + machine.somaxconn());
    }

    @Test
    void readsEveryLimit(@TempDir Path proc) throws IOException {
        write(proc.resolve("self/limits"), LIMITS);
        write(proc.resolve("self/fd/0"), "");
        write(proc.resolve("self/fd/1"), "");
        write(proc.resolve("sys/net/ipv4/ip_local_port_range"), "32768\t60999\n");
        write(proc.resolve("sys/net/core/somaxconn"), "128\n");
        write(proc.resolve("net/sockstat"), SOCKSTAT);
        write(proc.resolve("meminfo"), "MemTotal:  8000000 kB\nMemAvailable:  3145728 kB\n");

        Machine machine = ProcFiles.read(proc, 2);

        assertEquals(
                new Machine(
                        OptionalLong.of(20_000),
                        OptionalLong.of(524_288),
                        OptionalLong.of(2),
                        OptionalLong.of(32_768),
                        OptionalLong.of(60_999),
                        OptionalLong.of(128),
                        OptionalLong.of(12),
                        OptionalLong.of(34),
                        OptionalLong.of(3L << 30),
                        2),
                machine);
        assertEquals("""
                open files          20,000  2 in use; enough for 4,476 clients (4 a client)
                                            to raise it: ulimit -n 65536
                local ports         28,232  32768 to 60999; enough for 28,232 clients (1 a client to one destination)
                                            to raise it: sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'
                accept queue           128  connections that may wait for the server
                                            to raise it: sudo sysctl -w net.core.somaxconn=4096
                TCP sockets             34  12 more in TIME_WAIT, each of which keeps a port for a minute
                memory             3.0 GiB  available
                cores                    2  shared by clients, proxy and server

                This machine holds 4,476 clients through the proxy with the embedded server; open files limit it.""", String.join("\n", Doctor.lines(machine)));
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertEquals(OptionalLong.empty(), ProcFiles.limit("", 1));
        assertEquals(OptionalLong.empty(), ProcFiles.number("none", "(\\d+)"));
        assertEquals(OptionalLong.of(Integer.MAX_VALUE), ProcFiles.limit("Max open files  unlimited unlimited", 1));
        assertEquals(
                List.of(),
                ProcFiles.read(Path.of("none"), 1).ports().stream().boxed().toList());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
