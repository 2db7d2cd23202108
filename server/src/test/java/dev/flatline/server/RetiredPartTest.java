package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.options.LimitOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A part whose server was reloaded: what it still does, and that it ends. */
final class RetiredPartTest {

    private static final HeartbeatRule SIX_SECONDS =
            HeartbeatRule.idle(Activity.ANY_BYTES, 6_000_000_000L, 1_000_000_000L);

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void itGoesOnLookingForTheSilentOnesAmongItsOwnAndThenEnds() {
        ServerLoop older = crowd.part(ServerOptions.defaults().with(SIX_SECONDS));
        VirtualPeer silent = crowd.connects(older).upgrades();
        ServerLoop newer = crowd.part(ServerOptions.defaults());
        older.retire(newer, ended::incrementAndGet);
        VirtualPeer untouched = crowd.connects(newer).upgrades();

        crowd.advance(Duration.ofMillis(5_900));
        assertTrue(silent.isOpen());
        assertEquals(0, ended.get());
        crowd.advance(Duration.ofMillis(1_200));

        assertFalse(silent.isOpen());
        assertTrue(untouched.isOpen());
        assertEquals(1, ended.get());
        assertFalse(crowd.isWaiting(), "it still looks for silent connections");
    }

    @Test
    void withoutConnectionsItEndsAtOnce() {
        ServerLoop older = crowd.part(ServerOptions.defaults().with(SIX_SECONDS));
        ServerLoop newer = crowd.part(ServerOptions.defaults());

        older.retire(newer, ended::incrementAndGet);

        assertEquals(1, ended.get());
        assertFalse(crowd.isWaiting(), "it still looks for silent connections");
    }

    @Test
    void aClientInItsHandshakeKeepsItsTimeLimitAndOpensUnderTheNewTerms() {
        ServerLoop older = crowd.part(ServerOptions.defaults());
        VirtualPeer slow = crowd.connects(older);
        VirtualPeer quick = crowd.connects(older);
        crowd.advance(Duration.ofSeconds(6));
        ServerLoop newer = crowd.part(ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(125, 125)));

        older.retire(newer, ended::incrementAndGet);
        quick.upgrades();
        quick.says(VirtualServer.binary(new byte[126]));
        crowd.advance(Duration.ofMillis(3_999));
        assertTrue(slow.isOpen());
        crowd.advance(Duration.ofMillis(1));

        assertEquals(1, ended.get());
        assertFalse(slow.isOpen());
        assertTrue(crowd.happenings.program.contains("close too-big 1009"));
        assertEquals(0, crowd.shared.counters().handshaking());
    }
}
