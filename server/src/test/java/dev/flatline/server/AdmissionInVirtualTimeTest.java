package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.wire.DeflateOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, what the others are told and what is counted: the real pipeline on a mock ticker. */
final class AdmissionInVirtualTimeTest {

    private static final String OPENED = "HTTP/1.1 101 ";
    private static final String BUSY = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n";

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final ServerCounters counters = crowd.shared.counters();

    @Test
    void whoComesToAFullServerIsToldWhenToComeAgain() {
        ServerLoop part = crowd.part(admitting(AdmissionOptions.DEFAULT.withMaxConnections(1)));
        VirtualPeer first = crowd.connects(part).upgrades();
        VirtualPeer second = crowd.connects(part);

        second.says(VirtualServer.REQUEST);

        String answer = second.hears();
        assertTrue(answer.startsWith(BUSY), answer);
        assertTrue(answer.endsWith("\r\n\r\nthe server has all the connections it may have\n"), answer);
        assertEquals(1, counters.refusedFor(RefusalReason.OVERLOADED));
        assertEquals(1, counters.refusedUpgrades());
        assertEquals(List.of("open 17"), crowd.happenings.program);
        first.goes();
        assertTrue(answerTo(crowd.connects(part)).startsWith(OPENED));
    }

    @Test
    void aProgramInABrowserIsToldByACloseFrame() {
        ServerLoop part = crowd.part(
                admitting(AdmissionOptions.DEFAULT.withMaxConnections(1).turningAwayBy(TurnAway.CLOSE)));
        crowd.connects(part).upgrades();
        VirtualPeer second = crowd.connects(part);

        String answer = answerTo(second);
        second.says(VirtualServer.text("ignored"));
        crowd.advance(Duration.ofMillis(2_001));

        assertTrue(answer.startsWith(OPENED), answer);
        assertTrue(
                answer.endsWith("\r\n\r\n\u00880\u0003\u00f5the server has all the connections it may have"), answer);
        assertFalse(second.isOpen());
        assertEquals(List.of("open 17"), crowd.happenings.program);
        assertEquals(List.of("opened 17 #1"), crowd.happenings.events);
        assertEquals(1, counters.closedBy(CloseCause.OVERLOADED));
        assertEquals(1, counters.refusedFor(RefusalReason.OVERLOADED));
        assertEquals(0, counters.refusedUpgrades());
        assertEquals(1, counters.open());
    }

    @Test
    void anUpgradeThatIsTurnedAwayByCloseNamesTheSubprotocol() {
        ServerOptions options = admitting(
                        AdmissionOptions.DEFAULT.withMaxConnections(1).turningAwayBy(TurnAway.CLOSE))
                .with(new UpgradeOptions(List.of(), List.of("chat"), DeflateOptions.OFF));
        ServerLoop part = crowd.part(options);
        crowd.connects(part).upgrades();
        VirtualPeer second = crowd.connects(part);

        second.says(VirtualServer.REQUEST.replace("Host: a", "Host: a\r\nSec-WebSocket-Protocol: chat"));

        assertTrue(second.hears().contains("\r\nSec-WebSocket-Protocol: chat\r\n\r\n\u0088"));
    }

    @Test
    void soManyHandshakesASecondAreAccepted() {
        ServerLoop part = crowd.part(admitting(AdmissionOptions.DEFAULT.withHandshakesPerSecond(10)));

        int atOnce = opened(part, 30);
        crowd.advance(Duration.ofMillis(500));
        int later = opened(part, 30);

        assertEquals(10, atOnce);
        assertEquals(5, later);
        assertEquals(45, counters.refusedFor(RefusalReason.RATE));
    }

    @Test
    void socketsBeyondTheLimitOfTheirAddressWaitForTheirRefusalAndThoseFarBeyondAreCut() {
        ServerLoop part = crowd.part(admitting(AdmissionOptions.DEFAULT.withMaxPerAddress(2)));
        VirtualPeer first = crowd.connects(part, "192.0.2.1");
        VirtualPeer second = crowd.connects(part, "192.0.2.1");
        VirtualPeer third = crowd.connects(part, "192.0.2.1");
        VirtualPeer fourth = crowd.connects(part, "192.0.2.1");

        VirtualPeer fifth = crowd.connects(part, "192.0.2.1");
        VirtualPeer other = crowd.connects(part, "192.0.2.2");

        assertFalse(fifth.isOpen());
        assertTrue(answerTo(third).startsWith(BUSY));
        assertTrue(answerTo(fourth).endsWith("too many connections come from this address\n"));
        assertTrue(answerTo(first).startsWith(OPENED));
        assertTrue(answerTo(second).startsWith(OPENED));
        assertTrue(answerTo(other).startsWith(OPENED));
        assertEquals(2, counters.refusedFor(RefusalReason.ADDRESS));
        assertEquals(1, counters.refusedFor(RefusalReason.ADDRESS_FLOOD));
        List.of(first, second, third, fourth, other).forEach(VirtualPeer::goes);
        assertEquals(0, crowd.shared.admission().addresses().addresses());
    }

    @Test
    void withoutALimitNoAddressIsRemembered() {
        ServerLoop part = crowd.part(ServerOptions.defaults());

        crowd.connects(part).upgrades();

        assertEquals(0, crowd.shared.admission().addresses().addresses());
    }

    @Test
    void socketsThatDoNotUpgradeAreBoundedInTotal() {
        ServerLoop part = crowd.part(admitting(AdmissionOptions.DEFAULT.withMaxHandshaking(3)));
        VirtualPeer first = crowd.connects(part, "192.0.2.1");
        crowd.connects(part, "192.0.2.2");
        crowd.connects(part, "192.0.2.3");

        assertFalse(crowd.connects(part, "192.0.2.4").isOpen());
        first.upgrades();

        assertTrue(crowd.connects(part, "192.0.2.5").isOpen());
        assertEquals(1, counters.refusedFor(RefusalReason.HANDSHAKE_FLOOD));
        assertEquals(3, counters.handshaking());
        crowd.advance(Duration.ofSeconds(11));
        assertEquals(0, counters.handshaking());
        assertEquals(3, counters.handshakeTimeouts());
        assertEquals(1, counters.open());
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, 101",
        "HTTPS://Example.ORG, 101",
        "https://example.org:8443, 101",
        "http://example.org, 403",
        "https://example.org.evil.test, 403",
        "https://evil.test/https://example.org, 403",
        "https://example.org:443, 403",
        "'', 403",
        "null, 403",
    })
    void aPageOfAnotherOriginIsNotLetIn(String origin, int status) {
        ServerLoop part = crowd.part(originsOf("https://EXAMPLE.org", "https://example.org:8443"));
        VirtualPeer peer = crowd.connects(part);

        peer.says(VirtualServer.REQUEST.replace("Host: a", "Host: a\r\nOrigin: " + origin));

        assertEquals("HTTP/1.1 " + status + " ", peer.hears().substring(0, 13));
        assertEquals(status == 403 ? 1 : 0, counters.refusedFor(RefusalReason.ORIGIN));
        assertEquals(status == 101 ? 1 : 0, counters.open());
    }

    @Test
    void aSecondOriginDoesNotHideBehindAListedOne() {
        VirtualPeer peer = crowd.connects(crowd.part(originsOf("https://example.org")));

        peer.says(VirtualServer.REQUEST.replace(
                "Host: a", "Host: a\r\nOrigin: https://example.org\r\nOrigin: https://evil.test"));

        assertTrue(peer.hears().startsWith("HTTP/1.1 403 "));
    }

    @Test
    void aClientWithoutOriginIsNoBrowserAndLetIn() {
        assertTrue(answerTo(crowd.connects(crowd.part(originsOf("https://example.org"))))
                .startsWith(OPENED));
    }

    @Test
    void aSandboxedPageIsLetInWhereItIsListed() {
        VirtualPeer peer = crowd.connects(crowd.part(originsOf("null")));

        peer.says(VirtualServer.REQUEST.replace("Host: a", "Host: a\r\nOrigin: null"));

        assertTrue(peer.hears().startsWith(OPENED));
    }

    @Test
    void aPageOfAnotherOriginTakesNoPlaceAndNoneOfTheRate() {
        ServerLoop part = crowd.part(originsOf("https://example.org")
                .with(AdmissionOptions.DEFAULT.withMaxConnections(1).withHandshakesPerSecond(1)));
        crowd.connects(part).says(VirtualServer.REQUEST.replace("Host: a", "Host: a\r\nOrigin: https://evil.test"));

        assertTrue(answerTo(crowd.connects(part)).startsWith(OPENED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001"})
    void aRequestThatIsNoUpgradeIsCountedAsMalformed(String request) {
        crowd.connects(crowd.part(ServerOptions.defaults())).says(request);

        assertEquals(1, counters.refusedFor(RefusalReason.MALFORMED));
    }

    @Test
    void aHeadThatIsTooLargeIsCountedAsSuch() {
        VirtualPeer peer = crowd.connects(crowd.part(ServerOptions.defaults()));

        peer.says("GET / HTTP/1.1\r\nX: " + "x".repeat(8192));

        assertTrue(peer.hears().startsWith("HTTP/1.1 431 "));
        assertEquals(1, counters.refusedFor(RefusalReason.HEAD_TOO_LARGE));
    }

    @Test
    void aServerThatDrainsAnswersWith503WhateverTheWayToTurnAway() {
        ServerLoop part = crowd.part(
                admitting(AdmissionOptions.DEFAULT.withMaxPerAddress(1).turningAwayBy(TurnAway.CLOSE)));
        VirtualPeer first = crowd.connects(part);
        VirtualPeer crowded = crowd.connects(part);
        crowd.shared.admission().drain(true);

        assertTrue(answerTo(first).startsWith(BUSY));
        assertTrue(answerTo(crowded).startsWith(BUSY));
        assertEquals(2, counters.refusedFor(RefusalReason.DRAINING));
    }

    private int opened(ServerLoop part, int attempts) {
        int opened = 0;
        for (int i = 0; i < attempts; i++) {
            opened += answerTo(crowd.connects(part)).startsWith(OPENED) ? 1 : 0;
        }
        return opened;
    }

    private static String answerTo(VirtualPeer peer) {
        peer.says(VirtualServer.REQUEST);
        return peer.hears();
    }

    private static ServerOptions admitting(AdmissionOptions admission) {
        return ServerOptions.defaults().with(admission);
    }

    private static ServerOptions originsOf(String... origins) {
        return ServerOptions.defaults().with(new UpgradeOptions(List.of(origins), List.of(), DeflateOptions.OFF));
    }
}
