package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.UpdateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.rollback.Undo;
import dev.flatline.core.fault.ReplicaAction;
import java.util.Map;

/**
 * What a container may use, lowered and restored.
 *
 * <p>An engine takes 0 for "as it is", so a limit that was not there is lifted by -1; for memory it refuses that, and takes the
 * number that a kernel with pages of 4 KiB has for "no limit". Processor time is a quota where the container
 * was made without a limit and in NanoCPUs where it has one: the engine refuses to mix them.
 */
final class Limits {

    private static final long PERIOD_MICROS = 100_000;
    private static final double NANO_CPUS = 1e9;
    private static final long NONE = -1;

    /** What a kernel counts as no limit of memory: the largest multiple of a page. */
    static final long UNLIMITED_BYTES = Long.MAX_VALUE / 4096 * 4096;

    private final DockerClient client;
    private final String container;

    Limits(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    /** Lowers them. */
    void squeeze(ReplicaAction.Squeeze to) throws ReplicaException {
        HostConfig had = client.inspectContainerCmd(container).exec().getHostConfig();
        UpdateContainerCmd update = client.updateContainerCmd(container);
        to.cpus().ifPresent(cpus -> {
            if (has(had.getNanoCPUs())) {
                update.withNanoCPUs(Math.round(cpus * NANO_CPUS));
            } else {
                update.withCpuPeriod(PERIOD_MICROS).withCpuQuota(Math.round(cpus * PERIOD_MICROS));
            }
        });
        to.memoryBytes().ifPresent(bytes -> update.withMemory(bytes).withMemorySwap(bytes));
        to.pids().ifPresent(pids -> update.withPidsLimit((long) pids));
        exec(update);
    }

    /** Asks the engine for it, and says so if that is not a thing it can be asked for. */
    static void exec(UpdateContainerCmd update) throws ReplicaException {
        try {
            update.exec();
        } catch (NotFoundException unknown) {
            if (String.valueOf(unknown.getMessage()).contains("No such container")) {
                throw unknown;
            }
            throw new ReplicaException(
                    "this engine does not change the limits of containers that run; Docker's does", unknown);
        }
    }

    /** Restores those of an undo that are not as they were. */
    void restore(InspectContainerResponse now, Undo undo) throws ReplicaException {
        Map<String, String> has = ContainerState.limits(now);
        if (has.entrySet().stream().allMatch(entry -> undo.fact(entry.getKey()).equals(entry.getValue()))) {
            return;
        }
        UpdateContainerCmd update = client.updateContainerCmd(container);
        if (differs(has, undo, "nanoCpus")) {
            update.withNanoCPUs(value(undo, "nanoCpus"));
        }
        if (differs(has, undo, "cpuQuota") || differs(has, undo, "cpuPeriod")) {
            update.withCpuPeriod(undo.fact("cpuPeriod").isEmpty() ? PERIOD_MICROS : value(undo, "cpuPeriod"));
            update.withCpuQuota(value(undo, "cpuQuota"));
        }
        if (differs(has, undo, "memory") || differs(has, undo, "memorySwap")) {
            boolean lifted = undo.fact("memory").isEmpty();
            update.withMemory(lifted ? UNLIMITED_BYTES : value(undo, "memory"));
            update.withMemorySwap(lifted ? UNLIMITED_BYTES : value(undo, "memorySwap"));
        }
        if (differs(has, undo, "pids")) {
            update.withPidsLimit(value(undo, "pids"));
        }
        exec(update);
        verify(undo);
    }

    private void verify(Undo undo) throws ReplicaException {
        Map<String, String> now =
                ContainerState.limits(client.inspectContainerCmd(container).exec());
        for (Map.Entry<String, String> limit : now.entrySet()) {
            // A period without a quota limits nothing.
            boolean idle = limit.getKey().equals("cpuPeriod")
                    && now.getOrDefault("cpuQuota", "").isEmpty();
            if (!idle && differs(now, undo, limit.getKey())) {
                throw new ReplicaException(limit.getKey() + " of " + undo.fact(ContainerUndo.NAME) + " is "
                        + (limit.getValue().isEmpty() ? "without limit" : limit.getValue()) + " when it should be "
                        + (undo.fact(limit.getKey()).isEmpty() ? "without limit" : undo.fact(limit.getKey())));
            }
        }
    }

    private static boolean differs(Map<String, String> now, Undo undo, String limit) {
        return !undo.fact(limit).equals(now.get(limit));
    }

    private static long value(Undo undo, String limit) {
        String value = undo.fact(limit);
        return value.isEmpty() ? NONE : Long.parseLong(value);
    }

    private static boolean has(Long limit) {
        return limit != null && limit > 0;
    }
}
