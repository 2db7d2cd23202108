package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PreflightTest {

    private static final Setup PROXIED = Setup.of(Mode.PROXIED_EMBEDDED);

    @Test
    void twentyThousandDescriptorsHoldFourThousandClients() {
        assertDoesNotThrow(() -> Preflight.check(4_000, PROXIED, Machines.with(20_000, 20_000, 28_232)));
    }

    @Test
    void twentyThousandDescriptorsDoNotHoldFiveThousandClients() {
        Machine machine = Machines.with(20_000, 20_000, 28_232);

        assertEquals("""
                5,000 clients need 22,350 file descriptors (4 each, a tenth more for reconnects, 300 in reserve, 50 in use), and this process may have 20,000.
                Run with --clients 4465, or raise the limit as root: sudo prlimit --pid $$ --nofile=22350:22350; this machine could hold them with inject: client""", refusal(5_000, PROXIED, machine));
        assertDoesNotThrow(() -> Preflight.check(4_465, PROXIED, machine));
    }

    @Test
    void rootNeedsNoSudo() {
        Machine machine = Machines.with(20_000, 20_000, 28_232).asRoot(true);

        assertEquals(
                "Run with --clients 4465, or raise the limit as root: prlimit --pid $$ --nofile=22350:22350"
                        + "; this machine could hold them with inject: client",
                remedy(5_000, PROXIED, machine));
    }

    @Test
    void namesUlimitWhereTheHardLimitAllowsIt() {
        assertEquals(
                "Run with --clients 153, or raise the limit in this shell first: ulimit -n 9150",
                remedy(2_000, PROXIED, Machines.with(1_024, 1_048_576, 28_232)));
    }

    @Test
    void raisesTheCeilingOfTheKernelWhereItIsInTheWay() {
        Machine machine = Machines.with(1_024, 4_096, 28_232);
        OptionalLong unknown = OptionalLong.empty();
        Machine low = machine.with(new Machine.Descriptors(
                OptionalLong.of(1_024),
                OptionalLong.of(4_096),
                OptionalLong.of(50),
                OptionalLong.of(8_000),
                unknown,
                unknown));

        assertEquals(
                "Run with --clients 153, or raise the limit as root: sudo sysctl -w fs.nr_open=9150 && sudo prlimit --pid $$"
                        + " --nofile=9150:9150",
                remedy(2_000, PROXIED, low));
    }

    @Test
    void whatHasNoProxyTakesFewerDescriptors() {
        Machine machine = Machines.with(20_000, 20_000, 28_232);

        assertDoesNotThrow(() -> Preflight.check(5_900, Setup.of(Mode.PROXIED_FOREIGN), machine));
        assertDoesNotThrow(() -> Preflight.check(8_900, Setup.of(Mode.DIRECT_EMBEDDED), machine));
        assertDoesNotThrow(() -> Preflight.check(17_800, Setup.of(Mode.DIRECT), machine));
        assertThrows(FlatlineException.class, () -> Preflight.check(17_900, Setup.of(Mode.DIRECT), machine));
    }

    @Test
    void saysWhereTheServerCouldBeWhenOneProcessCannotHoldBoth() {
        Machine machine = Machines.with(20_000, 20_000, 28_232);

        assertTrue(
                refusal(15_000, Setup.of(Mode.DIRECT_EMBEDDED), machine)
                        .endsWith(
                                "; this machine could hold them with the server in another process (--server-processes 1)"),
                () -> refusal(15_000, Setup.of(Mode.DIRECT_EMBEDDED), machine));
        assertTrue(
                refusal(15_000, PROXIED, machine)
                        .contains("with inject: client, and with the server in another process"),
                () -> refusal(15_000, PROXIED, machine));
        assertFalse(refusal(18_000, PROXIED, machine).contains("could hold them"));
    }

    @Test
    void processesShareTheClients() {
        Machine machine = Machines.with(20_000, 20_000, 28_232);
        Setup four = Setup.of(Mode.DIRECT).inProcesses(4);

        assertDoesNotThrow(() -> Preflight.check(60_000, four, machine));
        assertEquals("""
                80,000 clients need 22,350 file descriptors in each of 4 processes (1 each, a tenth more for reconnects, 300 in reserve, 50 in use), and each may have 20,000.
                Run with --clients 71452, or raise the limit as root: sudo prlimit --pid $$ --nofile=22350:22350""", refusal(80_000, four, machine));
    }

    @Test
    void portsDoNotBindOnLoopbackWhereSourceAddressesArePlenty() {
        Machine machine = Machines.with(1_000_000, 1_000_000, 28_232);

        assertDoesNotThrow(() -> Preflight.check(100_000, Setup.of(Mode.DIRECT), machine));
    }

    @Test
    void portsBindToAnotherMachineForEachSourceAddress() {
        Machine machine = Machines.with(1_000_000, 1_000_000, 28_232);

        assertEquals("""
                30,000 clients need 30,000 local ports to one destination, and the kernel gives out 28,232 (32768 to 60999).
                Run with --clients 28232, or widen the range: sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'""", refusal(30_000, Setup.of(Mode.DIRECT).from(1), machine));
        assertDoesNotThrow(() -> Preflight.check(30_000, Setup.of(Mode.DIRECT).from(2), machine));
    }

    @Test
    void aTableOfConnectionsBindsTwiceAsSoonThroughTheProxy() {
        Machine machine = Machines.with(1_000_000, 1_000_000, 28_232)
                .with(new Machine.Conntrack(OptionalLong.of(65_536), OptionalLong.of(5_536)));

        assertDoesNotThrow(() -> Preflight.check(54_000, Setup.of(Mode.DIRECT), machine));
        assertDoesNotThrow(() -> Preflight.check(27_000, PROXIED, machine));
        assertEquals("""
                30,000 clients need 66,667 entries of the connection table (2 each, a tenth more for those that end), and of 65,536 there are 60,000 left.
                Run with --clients 27000, or raise the limit: sudo sysctl -w net.netfilter.nf_conntrack_max=72203; this machine could hold them with inject: client""", refusal(30_000, PROXIED, machine));
    }

    @Test
    void aSmallHeapIsNamed() {
        OptionalLong none = OptionalLong.empty();
        Machine machine = Machines.with(1_000_000, 1_000_000, 28_232)
                .with(new Machine.Memory(none, none, none, OptionalLong.of(64L << 20), none, none));

        assertEquals("""
                5,000 clients need 89 MiB of heap (11.7 KiB each), and the JVM may have 64 MiB.
                Run with --clients 2796, or give it more first: export FLATLINE_JAVA_OPTS=-Xmx90m; this machine could hold them with inject: client""", refusal(5_000, PROXIED, machine));
    }

    @Test
    void theFirstRemedyIsThatOfTheLimitThatIsBestLiftedFirst() {
        Machine machine = Machines.with(20_000, 20_000, 28_232)
                .with(new Machine.Conntrack(OptionalLong.of(1_000), OptionalLong.of(0)));

        assertEquals(
                "Run with --clients 450, or raise the limit as root: sudo prlimit --pid $$ --nofile=22350:22350",
                remedy(5_000, PROXIED, machine));
    }

    @Test
    void whatIsUnknownRefusesNothing() {
        Machine unknown = ProcFiles.read(Path.of("no", "such", "folder"), Path.of("none"), 2, 1L << 30);

        assertEquals(Machine.unknown(2), unknown);
        assertDoesNotThrow(() -> Preflight.check(100_000, PROXIED, unknown));
        assertEquals(
                "The limits of this machine are unknown: a run is not checked before it begins.",
                Doctor.lines(unknown).get(Doctor.lines(unknown).size() - 1));
    }

    private static String refusal(long clients, Setup setup, Machine machine) {
        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> Preflight.check(clients, setup, machine));
        assertEquals(ExitStatus.MACHINE, refused.status());
        return refused.text();
    }

    private static String remedy(long clients, Setup setup, Machine machine) {
        return refusal(clients, setup, machine).lines().skip(1).findFirst().orElseThrow();
    }
}
