package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.flatline.core.connection.TransportWorld.Reaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Transport} does, on real sockets and simulated ones. Extend it and give it a world. */
public abstract class TransportContract {

    private TransportWorld world;

    /** A fresh world whose peer accepts. */
    protected abstract TransportWorld open() throws IOException;

    @BeforeEach
    final void openWorld() throws IOException {
        world = open();
    }

    @AfterEach
    final void closeWorld() throws IOException {
        world.close();
    }

    @Test
    void connectsAndThenOpens() {
        RecordingListener listener = connect();

        until(listener, "open");

        assertEquals(List.of("connected", "open"), listener.heard());
    }

    @Test
    void callsNeverCallBackBeforeTheyReturn() {
        RecordingListener listener = new RecordingListener();

        act(transport -> listener.during(() -> transport.connect(listener)));
        until(listener, "open");
        act(transport -> listener.during(() -> {
            transport.ping(1);
            transport.sendText(utf8("x"));
        }));
        until(listener, "text x");
        world.peerReset();
        act(transport -> listener.during(() -> transport.sendText(utf8("into the void"))));
        until(listener, "closed reset 0");

        assertFalse(listener.wasCalledDuringACall());
    }

    @Test
    void aRefusalOfTheConnectionIsTheOnlyThingTold() {
        world.peerReacts(Reaction.REFUSE);

        RecordingListener listener = connect();
        until(listener, "closed refused 0");

        assertEquals(List.of("closed refused 0"), listener.heard());
    }

    @Test
    void aRejectedUpgradeTellsTheStatus() {
        world.peerReacts(Reaction.REJECT);

        RecordingListener listener = connect();
        until(listener, "closed upgrade-rejected 503");

        assertEquals(List.of("connected", "closed upgrade-rejected 503"), listener.heard());
    }

    @Test
    void aPeerThatHoldsTheUpgradeIsWaitedForUntilTheClientAborts() {
        world.peerReacts(Reaction.HOLD);
        RecordingListener listener = connect();
        until(listener, "connected");

        act(Transport::abort);
        world.runUntil(world::peerSawTheEnd);

        assertEquals(List.of("connected"), listener.heard());
    }

    @Test
    void aPeerThatHangsUpDuringTheUpgradeEndsTheAttempt() {
        world.peerReacts(Reaction.HOLD);
        RecordingListener listener = connect();
        until(listener, "connected");

        world.peerFin();
        until(listener, "closed end-of-stream 0");

        assertEquals(List.of("connected", "closed end-of-stream 0"), listener.heard());
    }

    @Test
    void textComesBackFromAnEchoingPeer() {
        RecordingListener listener = opened();

        act(transport -> transport.sendText(utf8("héllo")));

        until(listener, "text héllo");
    }

    @Test
    void aPongCarriesThePayloadOfItsPing() {
        RecordingListener listener = opened();

        act(transport -> transport.ping(0x0123_4567_89AB_CDEFL));

        until(listener, "pong " + 0x0123_4567_89AB_CDEFL);
    }

    @Test
    void aPingOfThePeerIsAnsweredAndToldAsBytes() {
        RecordingListener listener = opened();

        world.peerPings();

        until(listener, "bytes");
        world.runUntil(() -> world.peerGotPongs() == 1);
    }

    @Test
    void aCloseFrameTellsItsCode() {
        RecordingListener listener = opened();

        world.peerCloses(4001);
        until(listener, "closed close-frame 4001");

        assertEquals(List.of("connected", "open", "closed close-frame 4001"), listener.heard());
    }

    @Test
    void aFinTellsTheEndOfTheStream() {
        RecordingListener listener = opened();

        world.peerFin();
        until(listener, "closed end-of-stream 0");

        assertEquals(List.of("connected", "open", "closed end-of-stream 0"), listener.heard());
    }

    @Test
    void aResetIsToldAsOne() {
        RecordingListener listener = opened();

        world.peerReset();
        until(listener, "closed reset 0");

        assertEquals(List.of("connected", "open", "closed reset 0"), listener.heard());
    }

    @Test
    void closeSendsItsCodeAndEndsInSilence() {
        RecordingListener listener = opened();

        act(transport -> transport.close(1001));
        world.runUntil(world::peerSawTheEnd);

        assertEquals(1001, world.peerGotCloseCode());
        assertEquals(List.of("connected", "open"), listener.heard());
    }

    @Test
    void abortSendsNoCloseFrameAndEndsInSilence() {
        RecordingListener listener = opened();

        act(Transport::abort);
        world.runUntil(world::peerSawTheEnd);

        assertEquals(0, world.peerGotCloseCode());
        assertEquals(List.of("connected", "open"), listener.heard());
    }

    @Test
    void anAttemptThatIsAbortedAtOnceIsNeverTold() {
        RecordingListener first = new RecordingListener();

        act(transport -> {
            transport.connect(first);
            transport.abort();
        });
        opened();

        assertEquals(List.of(), first.heard());
    }

    @Test
    void theNextConnectSilencesTheSocketBeforeIt() {
        RecordingListener first = opened();
        RecordingListener second = new RecordingListener();

        act(transport -> {
            transport.sendText(utf8("too late"));
            transport.connect(second);
        });
        until(second, "open");
        act(transport -> transport.sendText(utf8("now")));
        until(second, "text now");

        assertEquals(List.of("connected", "open"), first.heard());
        assertEquals(List.of("connected", "open", "text now"), second.heard());
    }

    @Test
    void whatIsSentWithoutAnOpenSocketIsDropped() {
        RecordingListener listener = new RecordingListener();

        act(transport -> {
            transport.sendText(utf8("a"));
            transport.ping(1);
            transport.close(1000);
            transport.abort();
            transport.connect(listener);
            transport.sendText(utf8("b"));
            transport.ping(2);
        });
        until(listener, "open");
        act(transport -> transport.sendText(utf8("c")));
        until(listener, "text c");

        assertEquals(List.of("connected", "open", "text c"), listener.heard());
    }

    @Test
    void theListenerMayConnectAgainFromInsideItsLastCall() {
        RecordingListener second = new RecordingListener();
        RecordingListener first = opened();
        first.whenClosed(() -> world.transport().connect(second));

        world.peerFin();
        until(second, "open");

        assertEquals(List.of("connected", "open", "closed end-of-stream 0"), first.heard());
    }

    private RecordingListener opened() {
        RecordingListener listener = connect();
        until(listener, "open");
        return listener;
    }

    private RecordingListener connect() {
        RecordingListener listener = new RecordingListener();
        act(transport -> transport.connect(listener));
        return listener;
    }

    private void act(Consumer<Transport> action) {
        world.run(() -> action.accept(world.transport()));
    }

    private void until(RecordingListener listener, String event) {
        world.runUntil(() -> listener.heard().contains(event));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
