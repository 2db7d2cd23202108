package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import dev.flatline.scenarios.file.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PreflightTest {

    @Test
    void twentyThousandDescriptorsHoldFourThousandClients() {
        assertDoesNotThrow(() -> Preflight.check(clients(4_000), false, machine(20_000, 20_000, 28_232)));
    }

    @Test
    void twentyThousandDescriptorsDoNotHoldFiveThousandClients() {
        FlatlineException refused = assertThrows(
                FlatlineException.class, () -> Preflight.check(clients(5_000), false, machine(20_000, 20_000, 28_232)));

        assertEquals(ExitStatus.MACHINE, refused.status());
        assertEquals("""
                5,000 clients need 22,350 file descriptors (4 each, a tenth more for reconnects, 300 in reserve, 50 in use), and this process may have 20,000.
                Run with --clients 4465, or raise the limit as root: sudo prlimit --pid $$ --nofile=22350:22350""", refused.text());
        assertDoesNotThrow(() -> Preflight.check(clients(4_465), false, machine(20_000, 20_000, 28_232)));
    }

    @Test
    void namesUlimitWhereTheHardLimitAllowsIt() {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> Preflight.check(clients(2_000), false, machine(1_024, 1_048_576, 28_232)));

        assertEquals(
                "Run with --clients 153, or raise the limit in this shell first: ulimit -n 9150",
                refused.text().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void aForeignServerTakesNoDescriptorsHere() {
        assertDoesNotThrow(() -> Preflight.check(clients(5_900), true, machine(20_000, 20_000, 28_232)));
    }

    @Test
    void refusesMoreClientsThanPorts() {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> Preflight.check(clients(30_000), false, machine(1_000_000, 1_000_000, 28_232)));

        assertEquals("""
                30,000 clients need 30,000 local ports to one destination, and the kernel gives out 28,232 (32768 to 60999).
                Run with --clients 28232, or widen the range: sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'""", refused.text());
    }

    @Test
    void whatIsUnknownRefusesNothing() {
        Machine unknown = ProcFiles.read(Path.of("no", "such", "folder"), 2);

        assertDoesNotThrow(() -> Preflight.check(clients(100_000), false, unknown));
        assertEquals(
                "The limits of this machine are unknown: a run is not checked before it begins.",
                Doctor.lines(unknown).get(Doctor.lines(unknown).size() - 1));
    }

    static Machine machine(long soft, long hard, long ports) {
        return new Machine(
                OptionalLong.of(soft),
                OptionalLong.of(hard),
                OptionalLong.of(50),
                OptionalLong.of(32_768),
                OptionalLong.of(32_767 + ports),
                OptionalLong.of(4096),
                OptionalLong.of(12),
                OptionalLong.of(34),
                OptionalLong.of(3L << 30),
                2);
    }

    private static Scenario clients(int count) {
        return ScenarioFiles.load(
                "reconnect-storm", List.of(new Setting("--clients", "clients.count", String.valueOf(count))));
    }
}
