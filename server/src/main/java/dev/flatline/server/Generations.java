package dev.flatline.server;

import dev.flatline.wire.Loops;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All generations of a server that have connections: the newest takes those that come, the older ones live until their last
 * connection is gone. May be asked from any thread.
 */
final class Generations {

    private final Loops loops;
    private final List<Generation> living = new CopyOnWriteArrayList<>();
    private volatile @Nullable Generation newest;

    Generations(Loops loops) {
        this.loops = loops;
    }

    /** What is accepted from now on is of this generation. */
    void add(Generation fresh) {
        living.add(fresh);
        newest = fresh;
    }

    /** As {@link #add}; returns the generation that took what was accepted before. */
    Generation succeed(Generation fresh) {
        Generation older = newest();
        add(fresh);
        return older;
    }

    private Generation newest() {
        Generation current = newest;
        if (current == null) {
            throw new IllegalStateException("the server was never started");
        }
        return current;
    }

    /** The part that takes what is accepted on the event loop with this index. */
    ServerLoop newest(int loop) {
        return newest().part(loop);
    }

    List<Generation> living() {
        return List.copyOf(living);
    }

    /** A part of an older generation has lost its last connection, and gets none. */
    void partEnded(Generation older) {
        if (older.partEnded()) {
            living.remove(older);
        }
    }

    /** All generations have ended. */
    void clear() {
        living.clear();
    }

    /** Runs a job on every loop, with its index; the future tells when it has run everywhere. */
    CompletableFuture<Void> onEveryLoop(IntConsumer job) {
        return CompletableFuture.allOf(IntStream.range(0, loops.size())
                .mapToObj(index -> loops.run(index, () -> job.accept(index)))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Runs a job for every part, on its loop; the future tells when it has run everywhere. */
    CompletableFuture<Void> onEveryPart(Consumer<ServerLoop> job) {
        return onEveryLoop(index -> living.forEach(generation -> job.accept(generation.part(index))));
    }

    /**
     * Runs a job for every part, at once on the loop that the caller is on, and elsewhere without waiting for it: what one
     * thread does keeps its order everywhere. What a job throws is told.
     */
    void tellEveryPart(Consumer<ServerLoop> job) {
        for (int loop = 0; loop < loops.size(); loop++) {
            int index = loop;
            Runnable here = () -> living.forEach(generation -> job.accept(generation.part(index)));
            if (loops.loop(index).inEventLoop()) {
                loops.attempt(here);
            } else {
                loops.execute(index, here);
            }
        }
    }
}
