package dev.flatline.chaos.rollback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {

    private static final Path HOME = Path.of("/home/ann");

    @Test
    void isNamedByItsOwnVariableThenByTheDesktopsThenBelowHome() {
        assertEquals(
                Path.of("/var/lib/fl"),
                StateFolder.of(Map.of("FLATLINE_STATE", "/var/lib/fl", "XDG_STATE_HOME", "/x"), HOME));
        assertEquals(Path.of("/x/flatline"), StateFolder.of(Map.of("XDG_STATE_HOME", "/x"), HOME));
        assertEquals(Path.of("/home/ann/.local/state/flatline"), StateFolder.of(Map.of(), HOME));
    }

    @Test
    void aDesktopsFolderThatIsNotAbsoluteOrIsEmptyIsNone() {
        assertEquals(Path.of("/home/ann/.local/state/flatline"), StateFolder.of(Map.of("XDG_STATE_HOME", "x/y"), HOME));
        assertEquals(
                Path.of("/home/ann/.local/state/flatline"),
                StateFolder.of(Map.of("XDG_STATE_HOME", "", "FLATLINE_STATE", ""), HOME));
    }
}
