package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.flatline.chaos.replica.ReplicaUse;

/**
 * Lets the memory limit of a container follow what it uses, downwards, until the kernel ends it. A limit that the kernel cannot
 * reach at once is refused by cgroup v1 and kills by cgroup v2; either way the next page that is needed is one too many.
 */
record MemorySqueeze(DockerClient client, String container, ContainerWatch watch) implements Repeating.Task {

    private static final long EVERY_MILLIS = 250;
    private static final long LEAST_BYTES = 6L << 20;
    private static final double SHARE = 0.97;

    @Override
    public long run() {
        ReplicaUse use = watch.use();
        if (use.state() == ReplicaUse.State.ENDED) {
            return -1;
        }
        if (!Double.isNaN(use.memoryBytes()) && use.memoryBytes() > 0) {
            lower((long) use.memoryBytes());
        }
        return EVERY_MILLIS;
    }

    /** Lower first, then less low: what the kernel can give back is page cache, and it says no below that. */
    private void lower(long used) {
        for (double share = 1; share > 0.5; share *= SHARE) {
            try {
                long bytes = Math.max(LEAST_BYTES, (long) (used * share));
                client.updateContainerCmd(container)
                        .withMemory(bytes)
                        .withMemorySwap(bytes)
                        .exec();
            } catch (DockerException refused) {
                return;
            }
        }
    }
}
