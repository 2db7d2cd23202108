package dev.flatline.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearestTest {

    private static final List<String> WORDS = List.of("timeout", "every", "idle");

    @Test
    void findsTheNearestWordOnlyIfItIsNear() {
        assertEquals(Optional.of("every"), Nearest.to("evrey", WORDS));
        assertEquals(Optional.of("timeout"), Nearest.to("TimeOut", WORDS));
        assertEquals(Optional.empty(), Nearest.to("profile", WORDS));
    }

    @Test
    void hintsAtTheNearestWordOrTellsAll() {
        assertEquals("did you mean 'every'?", Nearest.hint("evrey", WORDS));
        assertEquals("accepted: timeout, every, idle", Nearest.hint("zz", WORDS));
    }

    @Test
    void tellsAllAndWhichOfThemIsNear() {
        assertEquals("accepted is timeout, every, idle", Nearest.accepted("zz", WORDS));
        assertEquals("accepted is timeout, every, idle (did you mean every?)", Nearest.accepted("evrey", WORDS));
    }

    @Test
    void namesAFewWordsThatAreNearOrBeginAlikeTheNearestFirst() {
        List<String> names = List.of("phoenix", "socket.io-2", "socket.io-4", "socket.io-1", "socket.io-3", "ws");

        assertEquals("did you mean 'socket.io-4', 'socket.io-2', 'socket.io-1'?", Nearest.few("socketio-4", names));
        assertEquals("did you mean 'socket.io-2', 'socket.io-4', 'socket.io-1'?", Nearest.few("Socket.IO", names));
        assertEquals("did you mean 'phoenix'?", Nearest.few("phenix", names));
        assertEquals("", Nearest.few("zzzz", names));
        assertEquals("", Nearest.few("", names));
    }
}
