package dev.flatline.chaos.docker;

import com.github.dockerjava.api.model.Frame;
import dev.flatline.chaos.replica.ServerLog;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes what a container writes. Of one that was started again only what it has written since its last end is new; an engine
 * forgets by whole seconds, so that each frame must come with its time.
 */
final class LogFrames extends ContainerWatch.Silent<Frame> {

    private static final int LONGEST_TIME = 40;

    private final ServerLog log;
    private final Optional<Instant> after;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * Takes frames.
     *
     * @param after the end that they are to be younger than, and then they begin with their time; empty to take all
     */
    LogFrames(ServerLog log, Optional<Instant> after) {
        this.log = log;
        this.after = after;
    }

    /** Completed when there is no more. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void onNext(Frame frame) {
        byte[] bytes = frame.getPayload();
        if (after.isEmpty()) {
            log.write(bytes, 0, bytes.length);
            return;
        }
        int space = 0;
        while (space < bytes.length && bytes[space] != ' ') {
            space++;
        }
        if (space < bytes.length
                && space < LONGEST_TIME
                && isNew(new String(bytes, 0, space, StandardCharsets.US_ASCII))) {
            log.write(bytes, space + 1, bytes.length - space - 1);
        }
    }

    private boolean isNew(String time) {
        try {
            return Instant.parse(time).isAfter(after.orElseThrow());
        } catch (DateTimeException e) {
            return true;
        }
    }

    @Override
    public void onComplete() {
        end.complete(null);
        super.onComplete();
    }
}
