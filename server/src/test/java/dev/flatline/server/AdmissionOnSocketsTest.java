package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.Requires;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets of several addresses at a real listener. */
@Tag("real-socket")
final class AdmissionOnSocketsTest {

    private static final String OPENED = "HTTP/1.1 101 ";
    private static final String BUSY = "HTTP/1.1 503 ";

    private final Happenings happenings = Happenings.echo();

    @ParameterizedTest
    @EnumSource(
            value = TransportKind.class,
            names = {"EPOLL", "IO_URING", "NIO"})
    void aFloodFromOneAddressIsCutOffAtAcceptAndOtherAddressesAreServed(TransportKind kind) throws IOException {
        requires(kind);
        AdmissionOptions two = AdmissionOptions.DEFAULT.withMaxPerAddress(2);
        try (Loops loops = Loops.open("admission-test", 2, kind);
                FlatlineServer server = started(two, loops)) {
            List<RawClient> flood = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                flood.add(RawClient.connected(server.port(), "127.0.0.2"));
            }
            Await.until(() -> server.counters().refusedFor(RefusalReason.ADDRESS_FLOOD) == 36);

            for (RawClient client : flood.subList(4, 40)) {
                assertThrows(IOException.class, client::next, "a socket of the flood was not reset");
            }
            assertEquals(OPENED, start(flood.get(0).upgrades()));
            assertEquals(OPENED, start(flood.get(1).upgrades()));
            assertEquals(BUSY, start(flood.get(2).upgrades()));
            assertEquals(BUSY, start(flood.get(3).upgrades()));
            try (RawClient other = RawClient.connected(server.port(), "127.0.0.3")) {
                assertEquals(OPENED, start(other.upgrades()));
            }
            for (RawClient client : flood) {
                client.close();
            }
            Await.until(() -> server.openConnections() == 0 && server.counters().handshaking() == 0);
            try (RawClient again = RawClient.connected(server.port(), "127.0.0.2")) {
                assertEquals(OPENED, start(again.upgrades()));
            }
        }
    }

    @Test
    void socketsThatSayNothingAreCutOffAtAcceptOnceThereAreTooMany() throws IOException {
        try (Loops loops = Loops.open("admission-test", 2, TransportKind.AUTO);
                FlatlineServer server = started(AdmissionOptions.DEFAULT.withMaxHandshaking(5), loops)) {
            List<RawClient> silent = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                silent.add(RawClient.connected(server.port(), "127.0.0." + (10 + i)));
                int there = i + 1;
                Await.until(() -> server.counters().handshaking() == there);
            }

            try (RawClient sixth = RawClient.connected(server.port(), "127.0.0.20")) {
                assertThrows(IOException.class, sixth::next);
            }
            assertEquals(1, server.counters().refusedFor(RefusalReason.HANDSHAKE_FLOOD));
            silent.get(0).upgrades();
            try (RawClient seventh = RawClient.connected(server.port(), "127.0.0.21")) {
                assertEquals(OPENED, start(seventh.upgrades()));
            }
            for (RawClient client : silent) {
                client.reset();
            }
            Await.until(() -> server.counters().handshaking() == 0);
        }
    }

    @Test
    void asManyAsMayBeAreOpenAndTheNextIsLetInWhenOneHasGone() throws IOException {
        try (Loops loops = Loops.open("admission-test", 2, TransportKind.AUTO);
                FlatlineServer server = started(AdmissionOptions.DEFAULT.withMaxConnections(3), loops)) {
            RawClient first = RawClient.upgraded(server.port());
            try (RawClient second = RawClient.upgraded(server.port());
                    RawClient third = RawClient.upgraded(server.port())) {
                assertEcho(second);
                assertEcho(third);
                String answer = RawClient.answer(server.port());

                assertTrue(answer.contains("\r\nRetry-After: 5\r\n"), answer);
                first.close();
                Await.until(() -> server.openConnections() == 2);
                RawClient.upgraded(server.port()).close();
            }
        }
    }

    private FlatlineServer started(AdmissionOptions admission, Loops loops) throws IOException {
        FlatlineServer server =
                new FlatlineServer(ServerOptions.defaults().with(admission), happenings, happenings, loops);
        server.start();
        return server;
    }

    private static void assertEcho(RawClient client) throws IOException {
        client.saysText("x");
        assertEquals("\u0081x", client.hearsFrame());
    }

    private static void requires(TransportKind kind) {
        try {
            kind.resolve();
        } catch (IllegalArgumentException missing) {
            Requires.present(kind.name(), false, String.valueOf(missing.getMessage()));
        }
    }

    private static String start(String answer) {
        return answer.substring(0, OPENED.length());
    }
}
