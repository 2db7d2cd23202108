package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static dev.flatline.chaos.RelayRig.toxic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Toxics on new connections, in virtual time. */
final class ConnectToxicTest {

    private final RelayRig rig = new RelayRig(1, 0);

    @AfterEach
    void leavesNothingBehind() {
        rig.shard.close();
        rig.toxics();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.context.room().takenBytes());
    }

    @Test
    void dialsAtOnceWhenNothingDependsOnTheRequest() {
        assertTrue(rig.accept().isDialled());
    }

    @Test
    void waitsForTheRequestOnlyIfItDecidesBeforeTheDial() {
        rig.toxics(new NamedToxic("half", Stream.BOTH, 0.5, Target.EVERYONE, make("refuse")));
        assertFalse(rig.accept().isDialled());

        rig.toxics(new NamedToxic("half", Stream.BOTH, 0.5, Target.EVERYONE, make("latency", "latency", 5L)));
        assertTrue(rig.accept().isDialled());
    }

    @Test
    void aServerThatSpeaksFirstIsNotLateAndItsConnectionIsDrawnByNumber() {
        rig.toxics(new NamedToxic("half", Stream.DOWNSTREAM, 0.5, Target.EVERYONE, make("latency", "latency", 5L)));

        int late = 0;
        for (int i = 0; i < 40; i++) {
            Connection connection = rig.accept();
            connection.relay.connected();
            connection.fromServer("greeting");
            late += connection.client.sent.isEmpty() ? 1 : 0;
        }

        assertTrue(late > 8 && late < 32, late + " of 40");
    }

    @Test
    void acceptRateLetsABurstThroughAndTheRestWaitInOrder() {
        rig.toxics(toxic("a", Stream.BOTH, make("accept_rate", "per_second", 10.0, "burst", 2L)));

        Connection[] all = new Connection[4];
        for (int i = 0; i < all.length; i++) {
            all[i] = rig.accept();
        }

        assertTrue(all[0].isDialled() && all[1].isDialled());
        assertFalse(all[2].isDialled() || all[3].isDialled());
        rig.time.advance(100 * Faults.MILLIS);
        assertTrue(all[2].isDialled());
        assertFalse(all[3].isDialled());
        rig.time.advance(100 * Faults.MILLIS);
        assertTrue(all[3].isDialled());
    }

    @Test
    void acceptRateCanRefuse() {
        rig.toxics(toxic("a", Stream.BOTH, make("accept_rate", "per_second", 10.0, "over", "refuse")));

        Connection first = rig.accept();
        Connection second = rig.accept();

        assertTrue(first.isDialled());
        assertTrue(second.client.reset);
    }

    @Test
    void acceptHangDialsWhenItIsTakenOff() {
        rig.toxics(toxic("a", Stream.BOTH, make("accept_hang")));
        Connection connection = rig.accept();
        connection.fromClient("hello");
        assertFalse(connection.isDialled());

        rig.toxics();
        connection.relay.connected();

        assertEquals("hello", connection.server.sent.toString());
    }

    @Test
    void upgradeReplyAnswersAndCloses() {
        rig.toxics(toxic("u", Stream.BOTH, make("upgrade_reply", "status", 429L, "retry_after", 7L)));

        Connection connection = rig.ask(3);

        assertEquals(
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                connection.client.sent.toString());
        assertTrue(connection.client.fin && connection.client.closed);
        assertFalse(connection.isDialled());
    }

    @Test
    void slowUpgradeDelaysOnlyTheFirstAnswer() {
        rig.toxics(toxic("u", Stream.BOTH, make("slow_upgrade", "delay", 2000L)));
        Connection connection = rig.ask(3);
        connection.relay.connected();

        connection.fromServer("HTTP/1.1 101");
        rig.time.advance(1999 * Faults.MILLIS);
        assertEquals("", connection.client.sent.toString());
        rig.time.advance(Faults.MILLIS);
        connection.fromServer(" frame");

        assertEquals("HTTP/1.1 101 frame", connection.client.sent.toString());
    }

    @Test
    void badAcceptKeyChangesOneLetterWhereverTheHeadIsCut() {
        rig.toxics(toxic("b", Stream.BOTH, make("bad_accept_key")));
        String reply =
                "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBi\r\n\r\nSec-WebSocket-Accept: x";
        for (int cut = 1; cut < reply.length(); cut += 7) {
            Connection connection = rig.ask(cut);
            connection.relay.connected();

            connection.fromServer(reply.substring(0, cut));
            connection.fromServer(reply.substring(cut));

            assertEquals(reply.replace("s3pP", "A3pP"), connection.client.sent.toString());
        }
    }
}
