package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that does not read: what waits for it is bounded, and what happens then is what the options say. */
final class SlowConsumerTest {

    private static final int ROOM = 4_096;

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final ServerCounters counters = crowd.shared.counters();

    @Test
    void itIsCutOffWhereThatIsAskedFor() {
        VirtualPeer peer = deafPeer(WhenFull.CLOSE, HeartbeatRule.NONE);

        send(20);

        assertFalse(peer.isOpen());
        assertEquals(1, counters.closedBy(CloseCause.SLOW_CONSUMER));
        assertEquals(0, counters.dropped());
        assertTrue(crowd.happenings.program.contains("close slow-consumer 1008"));
    }

    @Test
    void pingsThatItDoesNotHearTheAnswersOfCutItOffToo() {
        VirtualPeer peer = deafPeer(WhenFull.CLOSE, HeartbeatRule.NONE);

        for (int i = 0; i < 200 && peer.isOpen(); i++) {
            peer.says(VirtualServer.ping("x".repeat(100)));
        }

        assertFalse(peer.isOpen());
        assertEquals(1, counters.closedBy(CloseCause.SLOW_CONSUMER));
    }

    @Test
    void itMissesMessagesWhereThatIsAskedForAndThoseItGetsAreInOrder() {
        VirtualPeer peer = deafPeer(WhenFull.DROP, HeartbeatRule.NONE);

        send(20);
        long waiting = peer.unsafe().outboundBuffer().totalPendingWriteBytes();
        peer.readsNothing(false);
        send(1);

        String heard = peer.hears();
        assertTrue(waiting <= ROOM + 1_200, waiting + " bytes wait");
        assertEquals("0,1,2,3,0,", heard.replaceAll("[^0-9]*([0-9]+) x{990,}", "$1,"));
        assertEquals(16, counters.dropped());
        assertEquals(5, counters.messagesOut());
        assertTrue(peer.isOpen());
    }

    @Test
    void ofThePongsThatFindNoRoomTheLatestIsSentLater() {
        VirtualPeer peer = deafPeer(WhenFull.DROP, HeartbeatRule.NONE);
        send(20);

        for (int i = 0; i < 1_000; i++) {
            peer.says(VirtualServer.ping("ping " + i));
        }
        long waiting = peer.unsafe().outboundBuffer().totalPendingWriteBytes();
        peer.readsNothing(false);

        assertTrue(waiting <= ROOM + 1_200, waiting + " bytes wait");
        assertTrue(peer.hears().endsWith("\u008a\u0008ping 999"));
        assertEquals(999, counters.supersededPongs());
        assertEquals(16, counters.dropped(), "pongs are no messages");
        peer.says(VirtualServer.ping("again"));
        assertEquals("\u008a\u0005again", peer.hears());
    }

    @Test
    void aHeartbeatIsSentHoweverMuchWaits() {
        VirtualPeer peer = deafPeer(
                WhenFull.DROP, HeartbeatRule.pinging(Activity.ANY_BYTES, 1_000_000_000L, 1_000_000_000L, 100_000_000L));
        send(20);

        crowd.advance(Duration.ofMillis(1_200));
        peer.readsNothing(false);

        assertTrue(peer.hears().endsWith("\u0089\u0000"));
    }

    @Test
    void aCloseFrameIsSentBehindWhatWaitsHoweverMuchThatIs() {
        VirtualPeer peer = deafPeer(WhenFull.DROP, HeartbeatRule.NONE);
        send(20);

        crowd.happenings.opened.get(0).close(4000, "enough");
        peer.readsNothing(false);

        String heard = peer.hears();
        assertTrue(heard.contains("3 xxx"));
        assertTrue(heard.endsWith("\u0088\u0008\u000f\u00a0enough"));
    }

    @Test
    void theAnswerToItsCloseFrameComesBehindWhatWaits() {
        VirtualPeer peer = deafPeer(WhenFull.DROP, HeartbeatRule.NONE);
        send(3);

        peer.says(VirtualServer.close(1000));
        assertTrue(peer.isOpen(), "what waits would be lost");
        peer.readsNothing(false);

        assertTrue(peer.hears().endsWith("\u0088\u0002\u0003\u00e8"));
        assertFalse(peer.isOpen());
    }

    @Test
    void aClientThatNeverReadsTheAnswerToItsCloseFrameIsClosedInTime() {
        VirtualPeer peer = deafPeer(WhenFull.DROP, HeartbeatRule.NONE);
        send(3);

        peer.says(VirtualServer.close(1000));
        crowd.advance(Duration.ofMillis(2_001));

        assertFalse(peer.isOpen());
    }

    private VirtualPeer deafPeer(WhenFull whenFull, HeartbeatRule rule) {
        ServerLoop part = crowd.part(ServerOptions.defaults()
                .with(new OutboundOptions(ROOM, whenFull))
                .with(rule));
        VirtualPeer peer = crowd.connects(part).upgrades();
        peer.readsNothing(true);
        return peer;
    }

    /** Sends numbered messages of a kilobyte. */
    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            crowd.happenings.opened.get(0).sendText(i + " " + "x".repeat(1_000));
        }
    }
}
