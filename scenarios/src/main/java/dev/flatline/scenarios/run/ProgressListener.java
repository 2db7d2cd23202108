package dev.flatline.scenarios.run;

/** Whoever watches a run. Called on the engine's thread: it must return at once. */
@FunctionalInterface
public interface ProgressListener {

    /** The run stands like this now. */
    void onProgress(Progress progress);
}
