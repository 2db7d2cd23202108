package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {

    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    @Test
    void aTightContainerIsBoundByItsControlGroup() throws IOException {
        Machine machine = new ProcFolder(folder)
                .files(1_048_576, 1_048_576, 4)
                .sys("fs/file-max", "9223372036854775807")
                .sys("fs/file-nr", "2048\t0\t9223372036854775807")
                .sys("net/ipv4/ip_local_port_range", "1024\t65535")
                .sys("net/ipv4/tcp_tw_reuse", "2")
                .sys("net/core/somaxconn", "4096")
                .sys("net/ipv4/tcp_max_syn_backlog", "4096")
                .sockets(3, 0, 0)
                .memory(16_384)
                .user(0)
                .groups("0::/\n")
                .group("memory.max", String.valueOf(512L << 20))
                .group("memory.current", String.valueOf(112L << 20))
                .group("cpu.max", "50000 100000")
                .group("pids.max", "100")
                .group("pids.current", "20")
                .read(2, 256);

        assertEquals("""
                limit                      now      in use
                open files           1,048,576           4  this process; hard limit 1,048,576
                open files of all    unlimited       2,048  the whole machine
                local ports             64,512              1024 to 65535, to one destination
                TCP sockets                              3
                TIME_WAIT                                0  each keeps a port; reused on loopback
                accept queue             4,096              connections that wait for a server
                SYN queue                4,096              those that are half open
                conntrack                 none              not loaded, or unknown
                memory                16.0 GiB              available
                  memory.max           512 MiB     112 MiB  of the control group, which binds
                heap                   256 MiB              of each process (-Xmx)
                TCP buffers            unknown           0  tcp_mem
                cores                        2              for clients, proxy and server
                  cpu.max                  0.5              of the control group, which binds
                threads                    100          20  pids.max; about 40 a process

                clients that fit                             clients  bound by
                  inject: proxy, embedded server              12,368  memory
                  inject: proxy, server of yours              16,021  memory
                  inject: client, embedded server             22,640  memory
                  inject: client, server of yours             38,855  memory
                To a server on another machine: 64,512 for each source address, 8,000 of
                them fast.

                to raise a limit, until this shell or the machine ends:
                  memory.max    docker update --memory=1024m --memory-swap=1024m CONTAINER
                  cpu.max       docker update --cpus=2 CONTAINER
                  threads       docker update --pids-limit=420 CONTAINER""", String.join("\n", Doctor.lines(machine)));
    }

    @Test
    void aBigServerIsBoundByTheTableOfConnections() throws IOException {
        Machine machine = new ProcFolder(folder)
                .files(1_024, 1_048_576, 24)
                .sys("fs/nr_open", "1048576")
                .sys("fs/file-max", "9223372036854775807")
                .sys("fs/file-nr", "2048\t0\t9223372036854775807")
                .sys("net/ipv4/ip_local_port_range", "32768\t60999")
                .sys("net/ipv4/tcp_tw_reuse", "0")
                .sys("net/core/somaxconn", "128")
                .sys("net/ipv4/tcp_max_syn_backlog", "1024")
                .sys("net/netfilter/nf_conntrack_max", "65536")
                .sys("net/netfilter/nf_conntrack_count", "5536")
                .sys("net/ipv4/tcp_mem", "1525000\t2033000\t3050000")
                .sockets(40, 20_000, 100)
                .memory(131_072)
                .user(1_000)
                .groups("0::/user.slice\n")
                .group("user.slice/memory.max", "max")
                .read(32, 1_024);

        List<String> lines = Doctor.lines(machine);

        assertEquals("""
                clients that fit                             clients  bound by
                  inject: proxy, embedded server                 159  open files (4 a client)
                  inject: proxy, server of yours                 212  open files (3 a client)
                  inject: client, embedded server                318  open files (2 a client)
                  inject: client, server of yours                636  open files (1 a client)
                  the same, --processes 2                      1,272  open files (1 a client)
                  the same, --processes 4                      2,544  open files (1 a client)
                  the same, --processes 8                      5,088  open files (1 a client)
                  the same, --processes 64                    40,704  open files (1 a client)
                To a server on another machine: 28,232 for each source address, 8,000 of
                them fast.

                to raise a limit, until this shell or the machine ends:
                  open files    ulimit -n 65536
                  local ports   sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'
                  TIME_WAIT     sudo sysctl -w net.ipv4.tcp_tw_reuse=1
                  accept queue  sudo sysctl -w net.core.somaxconn=4096
                  SYN queue     sudo sysctl -w net.ipv4.tcp_max_syn_backlog=4096
                  conntrack     sudo sysctl -w net.netfilter.nf_conntrack_max=262144
                to keep it:
                  sysctl        echo 'KEY = VALUE' | sudo tee -a /etc/sysctl.d/60-flatline.conf
                  open files    echo '* - nofile 65536' |
                                sudo tee /etc/security/limits.d/60-flatline.conf""", String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size())));
        Machine raised = machine.with(new Machine.Descriptors(
                OptionalLong.of(65_536),
                OptionalLong.of(65_536),
                OptionalLong.of(24),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
        assertEquals(
                "conntrack",
                new Capacity(raised, Setup.of(Mode.DIRECT)).boundBy().orElseThrow());
        assertEquals(
                54_000, new Capacity(raised, Setup.of(Mode.DIRECT)).clients().orElseThrow());
        assertEquals(1, Doctor.bestProcesses(raised));
    }

    @Test
    void moreProcessesHelpUntilTheMachineBinds() {
        Machine machine = Machines.with(20_000, 20_000, 28_232)
                .with(new Machine.Conntrack(OptionalLong.of(262_144), OptionalLong.of(0)));

        int best = Doctor.bestProcesses(machine);

        Setup setup = Setup.of(Mode.DIRECT).inProcesses(best);
        assertEquals(14, best);
        assertEquals("conntrack", new Capacity(machine, setup).boundBy().orElseThrow());
        assertEquals(235_929, new Capacity(machine, setup).clients().orElseThrow());
    }

    @Test
    void whatIsMissingIsUnknown() throws IOException {
        Machine machine =
                new ProcFolder(folder).sys("net/core/somaxconn", "128").read(2, 64);

        List<String> lines = Doctor.lines(machine);

        assertTrue(
                lines.contains("open files             unknown     unknown  this process; hard limit unknown"),
                () -> lines.toString());
        assertEquals(
                "The limits of this machine are unknown: a run is not checked before it begins.",
                lines.get(lines.size() - 1));
    }

    @Test
    void fitsATerminal() {
        Machine machine = Machines.with(20_000, 20_000, 28_232)
                .with(new Machine.Conntrack(OptionalLong.of(10_000), OptionalLong.of(0)));

        List<String> wide = Doctor.lines(machine).stream()
                .filter(line -> line.length() > COLUMNS)
                .toList();

        assertEquals(List.of(), wide);
    }

    @Test
    void aRunIsRefusedExactlyWhereTheDoctorEnds() {
        Machine machine = Machines.with(20_000, 20_000, 28_232)
                .with(new Machine.Conntrack(OptionalLong.of(12_345), OptionalLong.of(67)));

        for (Mode mode : Mode.values()) {
            Capacity capacity = new Capacity(machine, Setup.of(mode));
            long clients = capacity.clients().orElseThrow();
            assertTrue(capacity.refusing(clients).isEmpty(), mode.title());
            assertTrue(capacity.refusing(clients + 1).isPresent(), mode.title());
        }
    }
}
