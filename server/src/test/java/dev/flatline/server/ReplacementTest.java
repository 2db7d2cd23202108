package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.options.IdentityOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A newer connection ends the older one with its identity, on the real pipeline in virtual time. */
final class ReplacementTest {

    private static final ServerOptions BY_QUERY = ServerOptions.defaults().with(IdentityOptions.query("id"));
    private static final Duration CLOSE_TIMEOUT =
            ServerOptions.defaults().limits().closeTimeout();

    private final Happenings happenings = Happenings.echo();

    @Test
    void aGhostIsToldClosedInTimeAndCounted() {
        VirtualServer ghost = connect(new VirtualServer(BY_QUERY, happenings), "ann");
        VirtualServer fresh = connect(ghost.next(), "ann");

        assertTrue(ghost.sent().startsWith("\u0088&\u0011\u0094"));
        assertEquals(0, ghost.shared.counters().ghostsReplaced());
        ghost.advance(CLOSE_TIMEOUT.plusMillis(1));

        assertFalse(ghost.isOpen());
        assertTrue(fresh.isOpen());
        assertEquals(1, ghost.shared.counters().ghostsReplaced());
        assertEquals(1, ghost.shared.counters().closedBy(CloseCause.REPLACED));
        assertEquals(1, ghost.shared.counters().open());
    }

    @Test
    void aLiveDuplicateThatGoesIsNoGhost() {
        VirtualServer duplicate = connect(new VirtualServer(BY_QUERY, happenings), "ann");
        connect(duplicate.next(), "ann");

        duplicate.says(VirtualServer.close(4500));
        duplicate.advance(CLOSE_TIMEOUT.plusMillis(1));

        assertFalse(duplicate.isOpen());
        assertEquals(0, duplicate.shared.counters().ghostsReplaced());
        assertEquals(1, duplicate.shared.counters().closedBy(CloseCause.REPLACED));
    }

    @Test
    void theNewerConnectionHasTheIdentityAndTheOlderOnesEndDoesNotTakeItAway() {
        VirtualServer older = connect(new VirtualServer(BY_QUERY, happenings), "ann");
        Identities identities = older.shared.identities();
        assertSame(happenings.opened.get(0), identities.of("ann"));

        VirtualServer newer = connect(older.next(), "ann");
        older.hangsUp();
        assertSame(happenings.opened.get(1), identities.of("ann"));
        newer.hangsUp();

        assertNull(identities.of("ann"));
    }

    @Test
    void othersStay() {
        VirtualServer ann = connect(new VirtualServer(BY_QUERY, happenings), "ann");
        VirtualServer bob = connect(ann.next(), "bob");
        VirtualServer nobody = connect(ann.next(), "");
        VirtualServer nobodyElse = connect(ann.next(), "");

        assertEquals(4, ann.shared.counters().open());
        assertTrue(ann.isOpen() && bob.isOpen() && nobody.isOpen() && nobodyElse.isOpen());
        assertNotNull(ann.shared.identities().of("bob"));
        assertNull(ann.shared.identities().of(""));
    }

    @Test
    void theFirstMessageReplacesToo() {
        VirtualServer older =
                new VirtualServer(ServerOptions.defaults().with(IdentityOptions.firstMessage()), happenings);
        older.says(VirtualServer.request("/"));
        older.says(VirtualServer.text("ann"));
        VirtualServer newer = older.next();
        newer.says(VirtualServer.request("/"));
        assertEquals(2, older.shared.counters().open());

        newer.says(VirtualServer.text("ann"));

        assertEquals(1, older.shared.counters().closedBy(CloseCause.REPLACED));
        assertSame(happenings.opened.get(1), older.shared.identities().of("ann"));
    }

    @Test
    void whereGhostsAreNotReplacedTheyStayAndNobodyIsKnown() {
        IdentityOptions keeping = new IdentityOptions(IdentityOptions.Source.QUERY, "id", false);
        VirtualServer older = connect(new VirtualServer(ServerOptions.defaults().with(keeping), happenings), "ann");

        connect(older.next(), "ann");

        assertEquals(2, older.shared.counters().open());
        assertNull(older.shared.identities().of("ann"));
    }

    private static VirtualServer connect(VirtualServer server, String identity) {
        server.says(VirtualServer.request("/?id=" + identity));
        assertTrue(server.sent().startsWith("HTTP/1.1 101 "));
        return server;
    }
}
