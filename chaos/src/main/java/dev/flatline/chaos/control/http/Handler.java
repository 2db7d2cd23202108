package dev.flatline.chaos.control.http;

import java.util.concurrent.CompletionStage;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {

    /**
     * The answer, now or later; nobody waits for a later one on a thread. A
     * {@link dev.flatline.chaos.control.ControlException}, thrown or in the stage, is an error for who asked; anything else is
     * a failure of ours.
     */
    CompletionStage<Reply> handle(Request request);
}
