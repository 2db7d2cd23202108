package dev.flatline.chaos.rollback;

import java.nio.file.Path;
import java.util.Map;

/** Where rollback journals are kept: outside of every checkout and result folder, so that the next run finds them. */
public final class StateFolder {

    private StateFolder() {}

    /**
     * {@code $FLATLINE_STATE}, else {@code $XDG_STATE_HOME/flatline}, else {@code ~/.local/state/flatline}, after the XDG Base
     * Directory Specification 0.8. Nothing is created.
     *
     * @param environment the variables of this process
     * @param home the user's home
     */
    public static Path of(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("FLATLINE_STATE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The specification wants paths that are not absolute to be ignored.
        Path base = !state.isEmpty() && Path.of(state).isAbsolute() ? Path.of(state) : home.resolve(".local/state");
        return base.resolve("flatline").toAbsolutePath();
    }
}
