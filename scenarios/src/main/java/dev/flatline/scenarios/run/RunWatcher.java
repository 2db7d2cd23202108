package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult;
import java.nio.file.Path;

/** Whoever wants the result as it stands, once a second. Called on the engine's thread: it must return at once. */
@FunctionalInterface
public interface RunWatcher {

    /** Nobody. */
    RunWatcher NONE = (folder, result) -> {};

    /**
     * The files of the folder say this now.
     *
     * @param folder the result folder
     * @param result what {@code summary.json} in it says
     */
    void wrote(Path folder, RunResult result);
}
