package dev.flatline.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.time.VirtualTime;
import dev.flatline.server.options.ResumeOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept for whom, for how long, and what those who come back are given. */
final class SessionsTest {

    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final SessionCounters counters = new SessionCounters();
    private final Sessions sessions = new Sessions(counters);
    private final RecordingLine first = new RecordingLine();
    private final RecordingLine second = new RecordingLine();
    private ResumeOptions options = new ResumeOptions(5, 1000, Duration.ofSeconds(10), 3);

    @Test
    void theMissingMessagesAreGivenToTheNextConnection() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "a", "b", "c");
        assertEquals(List.of("a", "b", "c"), first.takeAll(session));

        lose(session, first);
        sendAll("ann", "d");
        Resumption resumption = attach("ann", "2", second);

        assertEquals("next=3; lost=0", resumption.header());
        assertEquals(List.of("c", "d"), second.takeAll(session));
        assertEquals(1, counters.resumed());
        assertEquals(2, counters.replayed());
        assertEquals(0, counters.lost() + counters.duplicated());
    }

    @Test
    void aConnectionThatWasTakenOverFromGetsNothingMore() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "a", "b");
        assertTrue(first.take(session));

        attach("ann", "1", second);
        sendAll("ann", "c");
        lose(session, first);

        assertFalse(first.take(session));
        assertEquals(List.of("b", "c"), second.takeAll(session));
        assertEquals(0, sessions.waiting(), "the loss of the older connection is no loss of the session's");
    }

    @Test
    void aConnectionIsWokenOncePerRound() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "a");
        assertEquals(0, first.wakings, "a new connection looks by itself");
        first.takeAll(session);

        sendAll("ann", "b", "c");
        assertEquals(1, first.wakings);
        first.takeAll(session);
        sendAll("ann", "d");

        assertEquals(2, first.wakings);
    }

    @Test
    void whatIsBeyondTheLastMessagesIsLostAndCounted() {
        Session session = attach("ann", null, first).session();
        first.takeAll(session);
        lose(session, first);

        sendAll("ann", "1", "2", "3", "4", "5", "6", "7");
        Resumption resumption = attach("ann", "0", second);

        assertEquals("next=3; lost=2", resumption.header());
        assertEquals(List.of("3", "4", "5", "6", "7"), second.takeAll(session));
        assertEquals(2, counters.lost());
    }

    @Test
    void whatIsBeyondTheBytesIsLostAndCounted() {
        options = new ResumeOptions(5, 2 * (100 + 10), Duration.ofSeconds(10), 3);
        Session session = attach("ann", null, first).session();
        lose(session, first);

        sendAll("ann", "x".repeat(100), "y".repeat(100), "z".repeat(100));

        assertEquals("next=2; lost=1", attach("ann", "0", second).header());
        lose(session, second);
        sendAll("ann", "w".repeat(101));
        assertEquals("next=4; lost=3", attach("ann", "0", second).header());
        lose(session, second);
        sendAll("ann", "far too much ".repeat(100));
        assertEquals("next=6; lost=5", attach("ann", "0", second).header());
    }

    @Test
    void aMessageThatWaitedLongerThanTheWindowIsLostAndCounted() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "old");
        time.advance(6 * SECOND);
        sendAll("ann", "young");
        time.advance(5 * SECOND);

        Resumption resumption = attach("ann", "0", second);

        assertEquals("next=2; lost=1", resumption.header());
        assertEquals(List.of("young"), second.takeAll(session));
    }

    @Test
    void whatAConnectionHasYetToTakeIsNotDropped() {
        Session session = attach("ann", null, first).session();

        sendAll("ann", "1", "2", "3", "4", "5", "6", "7");

        assertEquals(7, first.takeAll(session).size());
        lose(session, first);
        assertEquals("next=3; lost=2", attach("ann", "0", second).header());
    }

    @Test
    void aConnectionForWhichTooMuchWaitsIsToldOnceAndGetsNoMore() {
        RecordingLine narrow = new RecordingLine(25);
        Session session = attach("ann", null, narrow).session();

        sendAll("ann", "1", "2", "3", "4", "5", "6", "7", "8");

        assertEquals(1, narrow.overruns);
        assertEquals(List.of(), narrow.takeAll(session));
        lose(session, narrow);
        assertEquals("next=4; lost=3", attach("ann", "0", second).header());
        assertEquals(List.of("4", "5", "6", "7", "8"), second.takeAll(session));
    }

    @Test
    void whoGoesBackBehindWhatItSaidItHadGetsDuplicatesThatAreCounted() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "1", "2", "3", "4");
        attach("ann", "3", first);
        assertEquals(0, counters.duplicated());

        attach("ann", "1", second);

        assertEquals(2, counters.duplicated());
        assertEquals(List.of("2", "3", "4"), second.takeAll(session));
    }

    @Test
    void whoDoesNotSayWhatItHasBeginsAnew() {
        Session former = attach("ann", null, first).session();
        sendAll("ann", "never seen");

        Resumption resumption = attach("ann", null, second);

        assertEquals("next=1; lost=0; new", resumption.header());
        assertNotSame(former, resumption.session());
        assertFalse(former.send(KeptMessage.text("to the former", time.nanoTime())));
        assertEquals(List.of(), first.takeAll(former));
        assertEquals(1, counters.ended());
        assertEquals(1, counters.held());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "999999999999999999", "-1", "1.0", "one", "+1", " 1", "1000000000000000000"})
    void whoNamesAMessageThatWasNeverSentBeginsAnewAndIsCounted(String last) {
        attach("ann", null, first);
        sendAll("ann", "the only one");

        Resumption resumption = attach("ann", last, second);

        assertEquals("next=1; lost=0; new", resumption.header());
        assertEquals(1, counters.refused());
        assertEquals(0, counters.unknown());
        assertEquals(1, counters.ended());
    }

    @Test
    void whoComesBackTooLateBeginsAnewAndIsCounted() {
        Session session = attach("ann", null, first).session();
        sendAll("ann", "a");
        lose(session, first);
        time.advance(10 * SECOND);

        Resumption resumption = attach("ann", "1", second);

        assertEquals("next=1; lost=0; new", resumption.header());
        assertEquals(1, counters.unknown());
        assertEquals(1, counters.expired());
    }

    @Test
    void whoDidNotHearThatItsSessionIsNewIsToldAgainAndMissesNothing() {
        attach("ann", "17", first);
        sendAll("ann", "1", "2");
        assertEquals(2, first.takeAll(attach("ann", "17", first).session()).size());
        for (int i = 3; i <= 20; i++) {
            sendAll("ann", Integer.toString(i));
        }

        Resumption again = attach("ann", "17", second);

        assertEquals("next=16; lost=15; new", again.header());
        assertEquals(List.of("16", "17", "18", "19", "20"), second.takeAll(again.session()));
        assertEquals("next=17; lost=0", attach("ann", "16", first).header());
        assertEquals("next=18; lost=0", attach("ann", "17", first).header(), "now it can only mean this session's");
    }

    @Test
    void aSessionExpiresItsWindowAfterItsConnectionWasLost() {
        Session session = attach("ann", null, first).session();
        time.advance(60 * SECOND);
        lose(session, first);

        time.advance(10 * SECOND - 1);
        assertTrue(sessions.send("ann", KeptMessage.text("in time", time.nanoTime())));
        time.advance(1);

        assertFalse(sessions.send("ann", KeptMessage.text("late", time.nanoTime())));
        assertEquals(1, counters.expired());
        assertEquals(0, counters.held());
    }

    @Test
    void eachSessionExpiresInItsOwnTimeWhateverTheOrderOfTheirLosses() {
        Session slow = attach("slow", null, first).session();
        Session quick = attach("quick", null, second).session();
        sessions.detach(slow, first, 10 * SECOND, time);
        sessions.detach(quick, second, SECOND, time);

        time.advance(SECOND);
        assertEquals(1, counters.expired());
        attach("slow", "0", first);
        time.advance(9 * SECOND);
        assertEquals(1, counters.expired(), "who came back does not expire");
        lose(slow, first);
        time.advance(10 * SECOND);

        assertEquals(2, counters.expired());
        assertEquals(0, sessions.waiting());
    }

    @Test
    void beyondTheMostTheOneThatLostItsConnectionFirstIsGivenUp() {
        Session ann = attach("ann", null, first).session();
        Session bob = attach("bob", null, first).session();
        attach("cid", null, first);
        lose(bob, first);
        time.advance(1);
        lose(ann, first);

        attach("dan", null, first);

        assertEquals(1, counters.evicted());
        assertFalse(sessions.send("bob", KeptMessage.text("gone", time.nanoTime())));
        assertTrue(sessions.send("ann", KeptMessage.text("there", time.nanoTime())));
    }

    @Test
    void sessionsInUseStayAndTheFirstThatIsNotIsGivenUp() {
        attach("ann", null, first);
        attach("bob", null, first);
        attach("cid", null, first);
        Session dan = attach("dan", null, first).session();
        assertEquals(4, counters.held());

        lose(dan, first);

        assertEquals(1, counters.evicted());
        assertEquals(3, counters.held());
    }

    @Test
    void aSessionInARoomGetsItsMessagesUntilItLeavesOrIsNoMore() {
        Session ann = attach("ann", null, first).session();
        Session bob = attach("bob", null, second).session();
        sessions.join(ann, "hall");
        sessions.join(bob, "hall");
        sessions.join(bob, "attic");
        lose(bob, second);

        sessions.sendToRoom("hall", KeptMessage.text("to both", time.nanoTime()));
        sessions.leave(ann, "hall");
        sessions.sendToRoom("hall", KeptMessage.text("to bob", time.nanoTime()));
        sessions.sendToAll(KeptMessage.text("to all", time.nanoTime()));

        assertEquals(List.of("to both", "to all"), first.takeAll(ann));
        attach("bob", "0", second);
        assertEquals(List.of("to both", "to bob", "to all"), second.takeAll(bob));
    }

    @Test
    void aSessionThatIsNoMoreIsInNoRoom() {
        Session former = attach("ann", null, first).session();
        sessions.join(former, "hall");
        Session fresh = attach("ann", null, second).session();
        sessions.join(former, "attic");

        sessions.sendToRoom("hall", KeptMessage.text("to the hall", time.nanoTime()));
        sessions.sendToRoom("attic", KeptMessage.text("to the attic", time.nanoTime()));

        assertEquals(List.of(), second.takeAll(fresh));
        assertEquals(List.of(), first.takeAll(former));
    }

    @Test
    void whenTheServerGoesNothingIsHeldAndNothingWakes() {
        Session ann = attach("ann", null, first).session();
        Session bob = attach("bob", null, second).session();
        lose(bob, second);

        sessions.endAll();
        lose(ann, first);
        time.advance(20 * SECOND);

        assertEquals(0, counters.held());
        assertEquals(2, counters.ended());
        assertEquals(0, counters.expired());
        assertSame(null, ann.next(first));
    }

    private Resumption attach(String identity, @Nullable String last, SessionLine line) {
        return sessions.attach(identity, last, line, options, time.nanoTime());
    }

    private void lose(Session session, SessionLine line) {
        sessions.detach(session, line, options.window().toNanos(), time);
    }

    private void sendAll(String identity, String... texts) {
        for (String text : texts) {
            assertTrue(sessions.send(identity, KeptMessage.text(text, time.nanoTime())));
        }
    }
}
