package dev.flatline.endtoend;

import static dev.flatline.endtoend.InjectionRig.CLIENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.testing.Await;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults in the clients' own way are above TLS: what a server that speaks it sees of a silence, and after it. */
@Tag("real-socket")
final class SecureInjectionTest {

    private static final int HALF = CLIENTS / 2;

    @TempDir
    private Path folder;

    @Test
    void secureClientsDieInSilenceAndComeBackWhenItIsOver() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "good", "dns:localhost,ip:127.0.0.1");
        try (InjectionRig rig = InjectionRig.secure(certificate)) {
            Await.until(
                    () -> rig.diary.closed() == rig.diary.opened() - CLIENTS); // a handshake may take too long at first
            rig.clients.failed.clear();
            int opened = rig.diary.opened();
            int closed = rig.diary.closed();
            ScheduledFault silence = rig.begin(new Fault.Blackhole(), 0.5);
            Await.until(() -> rig.clients.lost.size() == HALF);
            Await.until(() -> rig.ledger.hits() >= 3 * HALF);

            assertEquals(rig.ledger.clients(), new HashSet<>(rig.clients.lost));
            assertEquals(Set.of(CloseCause.HEARTBEAT_EXPIRED), new HashSet<>(rig.clients.lostBy.values()));
            assertEquals(Set.of(CloseCause.UPGRADE_TIMEOUT), rig.clients.failed);
            assertEquals(CLIENTS, rig.server.openConnections(), "no FIN, no RST, no close_notify");
            assertEquals(opened, rig.diary.opened(), "no attempt reached the server");

            rig.end(silence);
            rig.everyoneTalks();

            assertEquals(HALF, rig.diary.closed() - closed);
        }
    }
}
