package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Lets the memory limit of a container follow what it uses, downwards, until the kernel ends it. A limit that the kernel cannot
 * reach at once is refused by cgroup v1 and kills by cgroup v2; either way the next page that is needed is one too many.
 */
record MemorySqueeze(DockerClient client, String container, ContainerWatch watch) implements Repeating.Task {

    private static final long EVERY_MILLIS = 250;
    private static final long LEAST_BYTES = 6L << 20;
    private static final double SHARE = 0.97;
    private static final String NOBODY = "/flatline-asks-for-memory";

    @Override
    public long run() throws ReplicaException {
        ReplicaUse use = watch.use();
        if (use.state() == ReplicaUse.State.ENDED) {
            return -1;
        }
        if (!Double.isNaN(use.memoryBytes()) && use.memoryBytes() > 0) {
            lower((long) use.memoryBytes());
        }
        return EVERY_MILLIS;
    }

    /**
     * Lower first, then less low: what the kernel can give back is page cache, and it says no below that. A server that asks for no
     * page would then live on with nothing left, so a program is started beside it: there is none of that name, but what looks for it
     * needs memory of the container, and the kernel takes that from whoever holds most.
     */
    private void lower(long used) throws ReplicaException {
        boolean goesOn = true;
        for (double share = 1; share > 0.5 && goesOn; share *= SHARE) {
            goesOn = limit(Math.max(LEAST_BYTES, (long) (used * share)));
        }
        if (watch.use().state() == ReplicaUse.State.RUNNING) {
            ask();
        }
    }

    /** Whether the engine takes it. */
    private boolean limit(long bytes) throws ReplicaException {
        try {
            Limits.exec(client.updateContainerCmd(container).withMemory(bytes).withMemorySwap(bytes));
            return true;
        } catch (DockerException refused) {
            return false;
        }
    }

    private void ask() {
        try {
            String id = client.execCreateCmd(container).withCmd(NOBODY).exec().getId();
            try (ResultCallback.Adapter<Frame> asked =
                    client.execStartCmd(id).withDetach(true).exec(new ContainerWatch.Silent<Frame>())) {
                asked.awaitCompletion(EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (DockerException | IOException ended) {
            // There is no such program, or no container any more.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
