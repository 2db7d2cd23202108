package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcFilesTest {

    @TempDir
    Path folder;

    @Test
    void readsThisMachineWhereThereIsAProc() {
        assumeTrue(Files.exists(Path.of("/proc/sys/net/ipv4/ip_local_port_range")), "no /proc/sys here");

        Machine machine = ProcFiles.read();

        assertTrue(machine.ports().count().orElse(0) > 1_000, () -> "ports: " + machine.ports());
        assertTrue(machine.queues().accept().orElse(0) >= 128, () -> "somaxconn: " + machine.queues());
        assertTrue(machine.memory().tcpMost().orElse(0) > 1 << 20, () -> "tcp_mem: " + machine.memory());
    }

    @Test
    void readsEveryLimit() throws IOException {
        Machine machine = new ProcFolder(folder)
                .files(20_000, 524_288, 2)
                .sys("fs/nr_open", "1048576")
                .sys("fs/file-max", "90000")
                .sys("fs/file-nr", "1000\t0\t90000")
                .sys("net/ipv4/ip_local_port_range", "32768\t60999")
                .sys("net/ipv4/tcp_tw_reuse", "2")
                .sys("net/core/somaxconn", "128")
                .sys("net/ipv4/tcp_max_syn_backlog", "256")
                .sys("net/netfilter/nf_conntrack_max", "65536")
                .sys("net/netfilter/nf_conntrack_count", "36")
                .sys("net/ipv4/tcp_mem", "1000\t2000\t4000")
                .sockets(34, 12, 5)
                .memory(3_072)
                .user(0)
                .read(2, 1_024);

        assertEquals(
                new Machine(
                        new Machine.Descriptors(
                                some(20_000), some(524_288), some(2), some(1_048_576), some(90_000), some(1_000)),
                        new Machine.Ports(some(32_768), some(60_999), some(12), some(2), some(34)),
                        new Machine.Queues(some(128), some(256)),
                        new Machine.Conntrack(some(65_536), some(36)),
                        new Machine.Memory(
                                some(3L << 30),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                some(1L << 30),
                                some(4_000 * 4_096),
                                some(5 * 4_096)),
                        new Machine.Processors(2, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                        true),
                machine);
    }

    @Test
    void theGroupThatLeavesLeastCounts() throws IOException {
        Machine machine = new ProcFolder(folder)
                .memory(8_192)
                .groups("0::/app/web\n")
                .group("app/web/memory.max", "max")
                .group("app/web/pids.max", "max")
                .group("app/web/cpu.max", "max 100000")
                .group("app/memory.max", String.valueOf(512L << 20))
                .group("app/memory.current", String.valueOf(200L << 20))
                .group("app/memory.stat", "anon 5\ninactive_file " + (100L << 20))
                .group("app/cpu.max", "150000 100000")
                .group("app/pids.max", "300")
                .group("app/pids.current", "100")
                .group("memory.max", String.valueOf(4_096L << 20))
                .read(4, 256);

        assertEquals(some(412L << 20), machine.memory().free());
        assertTrue(machine.memory().boundByGroup());
        assertEquals(some(1_500), machine.processors().groupThousandths());
        assertTrue(machine.processors().boundByGroup());
        assertEquals(some(200), machine.processors().tasksFree());
    }

    @Test
    void readsControlGroupsOfVersionOne() throws IOException {
        Machine machine = new ProcFolder(folder)
                .memory(8_192)
                .groups("4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n2:pids:/docker/abc\n0::/\n")
                .group("memory/memory.limit_in_bytes", String.valueOf(256L << 20))
                .group("memory/memory.usage_in_bytes", String.valueOf(56L << 20))
                .group("cpu/cpu.cfs_quota_us", "50000")
                .group("cpu/cpu.cfs_period_us", "100000")
                .group("pids/pids.max", "64")
                .read(2, 64);

        assertEquals(some(200L << 20), machine.memory().free());
        assertEquals(some(500), machine.processors().groupThousandths());
        assertEquals(some(64), machine.processors().tasksFree());
    }

    @Test
    void theLargestNumberOfVersionOneIsNoLimit() throws IOException {
        Machine machine = new ProcFolder(folder)
                .memory(8_192)
                .groups("4:memory:/\n3:cpu:/\n")
                .group("memory/memory.limit_in_bytes", "9223372036854771712")
                .group("cpu/cpu.cfs_quota_us", "-1")
                .group("cpu/cpu.cfs_period_us", "100000")
                .read(2, 64);

        assertEquals(some(8L << 30), machine.memory().free());
        assertFalse(machine.memory().boundByGroup());
        assertFalse(machine.processors().boundByGroup());
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertEquals(OptionalLong.empty(), ProcFiles.limit("", 1));
        assertEquals(OptionalLong.empty(), ProcText.number("none", "(\\d+)"));
        assertEquals(OptionalLong.of(Integer.MAX_VALUE), ProcFiles.limit("Max open files  unlimited unlimited", 1));
        assertEquals(Machine.unknown(1), new ProcFolder(folder).read(1, 64));
    }

    private static OptionalLong some(long value) {
        return OptionalLong.of(value);
    }
}
