package dev.flatline.chaos.control;

import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A proxy that listens. The changes of one proxy come one after the other, from any thread; {@link #connections} and
 * {@link #dryRun} may come at any time. Only {@link #close} may block, and not for long.
 */
public interface RunningProxy {

    /** Where it listens. */
    InetSocketAddress address();

    /**
     * Replaces the ordered list of toxics, on live connections too. Returns at once. What is the same object as in the
     * former list stays on as it is; another toxic under a name that was there is an update of it.
     *
     * @return complete when every event loop has switched. The next list may come before that, and wins
     */
    CompletableFuture<Void> toxics(List<NamedToxic> all);

    /** The connections that stand, in the order of their numbers. */
    CompletableFuture<List<ConnectionInfo>> connections();

    /** Those of them that a toxic of this name would be on; nothing is changed. */
    CompletableFuture<List<ConnectionInfo>> dryRun(String name, double toxicity, Target target);

    /** Stops listening and closes all connections. The port is free when this returns. */
    void close();
}
