package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class GhostsTest {

    private final Ghosts ghosts = new Ghosts(2);

    @Test
    void asManyMayStayAsThereIsRoomForAndTheOthersAreCounted() {
        assertTrue(ghosts.joined());
        assertTrue(ghosts.joined());
        assertFalse(ghosts.joined());
        ghosts.left();

        assertEquals(2, ghosts.now());
        assertEquals(1, ghosts.overflows());
    }

    @Test
    void oneThatLeavesMakesRoomForAnother() {
        ghosts.joined();
        ghosts.joined();
        ghosts.left();

        assertTrue(ghosts.joined());
        assertEquals(0, ghosts.overflows());
    }

    @Test
    void noneStaysWhenTheFleetEndsAndThatIsNoOverflow() {
        ghosts.closing();

        assertFalse(ghosts.joined());
        assertEquals(0, ghosts.overflows());
    }
}
