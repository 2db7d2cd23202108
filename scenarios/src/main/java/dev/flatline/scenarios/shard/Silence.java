package dev.flatline.scenarios.shard;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long nothing was heard of a process, and whose doing that is: its own, or that of the one who should take what it
 * says. Heard of by one thread, asked by another.
 */
final class Silence {

    private static final long NOBODY = -1;

    private final String name;
    private final long originNanos;
    private volatile long heardNanos;
    /** Since when it is held, from the origin. */
    private volatile long heldNanos = NOBODY;

    /** Begins to listen to a process. */
    Silence(String name, long nowNanos) {
        this.name = name;
        this.originNanos = nowNanos;
    }

    /** It said something. */
    void heard(long nowNanos) {
        heardNanos = nowNanos - originNanos;
    }

    /** From now on it is not listened to, because what it said before is not taken yet. */
    void held(long nowNanos) {
        heldNanos = nowNanos - originNanos;
    }

    /** It is listened to again. */
    void released(long nowNanos) {
        heard(nowNanos);
        heldNanos = NOBODY;
    }

    /** What is wrong if either has lasted for longer than a limit, in words; null if nothing is. */
    @Nullable String trouble(long nowNanos, long limitNanos) {
        long now = nowNanos - originNanos;
        long held = heldNanos;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(limitNanos);
        if (held != NOBODY) {
            return now - held > limitNanos
                    ? "this process has taken nothing of what " + name + " tells for " + seconds + " s"
                    : null;
        }
        return now - heardNanos > limitNanos ? name + " has said nothing for " + seconds + " s" : null;
    }
}
