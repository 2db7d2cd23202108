package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Network;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.rollback.Healer;
import dev.flatline.chaos.rollback.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts containers and networks back: removes what runs made, lets run what they stopped or froze, restores limits and networks. What
 * lacks Flatline's label is never removed, and a container that is gone needs nothing.
 */
public final class ContainerHealer implements Healer {

    /** The label of everything that is made here; its value is the name of the run. */
    static final String LABEL = "dev.flatline.run";

    private static final long LOOK_MILLIS = 100;

    @Override
    public Set<String> kinds() {
        return Set.of(
                ContainerUndo.REMOVE,
                ContainerUndo.REMOVE_NETWORK,
                ContainerUndo.STATE,
                ContainerUndo.LIMITS,
                ContainerUndo.NETWORKS,
                ContainerUndo.EXEC);
    }

    @Override
    public void heal(Undo undo) throws ReplicaException {
        try (Engine engine = Engine.open(ContainerUndo.engine(undo))) {
            heal(undo, engine);
        }
    }

    @Override
    public boolean isNeeded(Undo undo) throws ReplicaException {
        try (Engine engine = Engine.open(ContainerUndo.engine(undo))) {
            return engine.call(undo.words(), () -> isNeeded(undo, engine.commands()));
        }
    }

    private static boolean isNeeded(Undo undo, DockerClient client) {
        if (undo.kind().equals(ContainerUndo.REMOVE_NETWORK)) {
            return isThere(client, undo.fact(ContainerUndo.NAME));
        }
        if (undo.kind().equals(ContainerUndo.REMOVE)) {
            return inspect(client, undo.fact(ContainerUndo.NAME)).isPresent();
        }
        return settled(client, undo)
                .filter(container -> !isAsNoted(undo, container))
                .isPresent();
    }

    /**
     * The container, as it stands once nothing is on its way. An engine that was asked to end it does so when whoever asked is gone, too:
     * one that has run all the time may be about to end.
     */
    private static Optional<InspectContainerResponse> settled(DockerClient client, Undo undo) {
        Optional<InspectContainerResponse> seen = inspect(client, undo.fact(ContainerUndo.ID));
        for (long waited = 0; waited < undo.settleMillis() && mayEnd(seen, undo); waited += LOOK_MILLIS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            seen = inspect(client, undo.fact(ContainerUndo.ID));
        }
        return seen;
    }

    /** Whether it runs since before the fault, and is not one that is removed anyhow. */
    private static boolean mayEnd(Optional<InspectContainerResponse> container, Undo undo) {
        return container
                .filter(seen -> Boolean.TRUE.equals(seen.getState().getRunning()))
                .filter(seen -> String.valueOf(seen.getState().getStartedAt())
                        .equals(undo.facts().get(ContainerUndo.STARTED)))
                .filter(seen -> !isOurs(seen))
                .isPresent();
    }

    private static boolean isOurs(InspectContainerResponse container) {
        Map<String, String> labels = container.getConfig().getLabels();
        return labels != null && labels.containsKey(LABEL);
    }

    /** Whether a container stands as the undo says; what a command has done cannot be seen. */
    private static boolean isAsNoted(Undo undo, InspectContainerResponse container) {
        Map<String, String> now = switch (undo.kind()) {
            case ContainerUndo.STATE -> dev.flatline.chaos.docker.ContainerState.running(container);
            case ContainerUndo.LIMITS -> dev.flatline.chaos.docker.ContainerState.limits(container);
            case ContainerUndo.NETWORKS -> dev.flatline.chaos.docker.ContainerState.networks(container);
            default -> Map.of();
        };
        if (undo.kind().equals(ContainerUndo.STATE)) {
            return now.entrySet().stream()
                    .allMatch(
                            fact -> fact.getValue().equals(undo.facts().getOrDefault(fact.getKey(), fact.getValue())));
        }
        boolean seen = !undo.kind().equals(ContainerUndo.EXEC);
        return seen
                && undo.facts().entrySet().containsAll(now.entrySet())
                && undo.facts().keySet().stream()
                        .filter(name -> name.startsWith("network."))
                        .allMatch(now::containsKey);
    }

    private static void heal(Undo undo, Engine engine) throws ReplicaException {
        DockerClient client = engine.commands();
        try {
            switch (undo.kind()) {
                case ContainerUndo.REMOVE -> remove(client, undo);
                case ContainerUndo.REMOVE_NETWORK -> removeNetwork(client, undo);
                default -> restore(client, undo);
            }
        } catch (RuntimeException e) {
            throw EngineFailure.of(engine.address(), undo.words(), e);
        }
    }

    private static void restore(DockerClient client, Undo undo) throws ReplicaException {
        Optional<InspectContainerResponse> found = inspect(client, undo.fact(ContainerUndo.ID));
        if (found.isEmpty()) {
            return;
        }
        InspectContainerResponse container = found.get();
        switch (undo.kind()) {
            case ContainerUndo.STATE -> run(client, container, undo);
            case ContainerUndo.LIMITS -> new Limits(client, container.getId()).restore(container, undo);
            case ContainerUndo.NETWORKS -> new Connections(client, container.getId()).restore(undo);
            default -> exec(client, container, undo);
        }
    }

    private static void remove(DockerClient client, Undo undo) throws ReplicaException {
        Optional<InspectContainerResponse> found = inspect(client, undo.fact(ContainerUndo.NAME));
        if (found.isEmpty()) {
            return;
        }
        Map<String, String> labels = found.get().getConfig().getLabels();
        if (labels == null || !undo.fact(ContainerUndo.RUN).equals(labels.get(LABEL))) {
            throw new ReplicaException("container " + undo.fact(ContainerUndo.NAME) + " is not one that Flatline made");
        }
        try {
            client.removeContainerCmd(found.get().getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            return;
        }
        if (inspect(client, undo.fact(ContainerUndo.NAME)).isPresent()) {
            throw new ReplicaException("the engine says that it removed it, and it is there");
        }
    }

    private static void removeNetwork(DockerClient client, Undo undo) throws ReplicaException {
        String name = undo.fact(ContainerUndo.NAME);
        for (Network network : client.listNetworksCmd().withNameFilter(name).exec()) {
            if (network.getName().equals(name)) {
                Map<String, String> labels = network.getLabels();
                if (labels == null || !undo.fact(ContainerUndo.RUN).equals(labels.get(LABEL))) {
                    throw new ReplicaException("network " + name + " is not one that Flatline made");
                }
                client.removeNetworkCmd(network.getId()).exec();
            }
        }
        if (isThere(client, name)) {
            throw new ReplicaException("the engine says that it removed it, and it is there");
        }
    }

    private static boolean isThere(DockerClient client, String network) {
        return client.listNetworksCmd().withNameFilter(network).exec().stream()
                .anyMatch(found -> found.getName().equals(network));
    }

    /** A container is thawed before anything else; the order of the rest is that of its life. */
    private static void run(DockerClient client, InspectContainerResponse container, Undo undo)
            throws ReplicaException {
        boolean wanted = Boolean.parseBoolean(undo.fact("running"));
        String id = container.getId();
        ContainerState state = container.getState();
        // What may have ended it, but cannot have frozen or thawed it, says nothing of that.
        boolean frozen = undo.facts().containsKey("paused")
                ? Boolean.parseBoolean(undo.fact("paused"))
                : Boolean.TRUE.equals(state.getPaused());
        if (Boolean.TRUE.equals(state.getPaused()) && !frozen) {
            client.unpauseContainerCmd(id).exec();
        }
        if (wanted && !Boolean.TRUE.equals(state.getRunning())) {
            start(client, id);
        }
        if (frozen && !Boolean.TRUE.equals(state.getPaused())) {
            client.pauseContainerCmd(id).exec();
        }
        ContainerState now = client.inspectContainerCmd(id).exec().getState();
        if (Boolean.TRUE.equals(now.getRunning()) != wanted || Boolean.TRUE.equals(now.getPaused()) != frozen) {
            throw new ReplicaException("container " + undo.fact(ContainerUndo.NAME) + " is " + now.getStatus()
                    + " with exit code " + now.getExitCodeLong() + " when it should be "
                    + (frozen ? "paused" : wanted ? "running" : "stopped"));
        }
    }

    private static void start(DockerClient client, String id) {
        try {
            client.startContainerCmd(id).exec();
        } catch (NotModifiedException runs) {
            return;
        }
    }

    private static void exec(DockerClient client, InspectContainerResponse container, Undo undo)
            throws ReplicaException {
        List<String> command = new ArrayList<>();
        for (int i = 0; undo.facts().containsKey("word." + i); i++) {
            command.add(undo.fact("word." + i));
        }
        if (!Boolean.TRUE.equals(container.getState().getRunning())) {
            if (isOurs(container)) {
                // One that Flatline made is removed with whatever was done in it.
                return;
            }
            throw new ReplicaException("the container does not run; start it, then heal again");
        }
        try {
            Execs.Ended ended = Execs.run(client, container.getId(), command);
            if (ended.exit() != 0) {
                throw new ReplicaException("it " + ended.words());
            }
        } catch (ConflictException frozen) {
            throw new ReplicaException("the container is frozen", frozen);
        }
    }

    static Optional<InspectContainerResponse> inspect(DockerClient client, String container) {
        try {
            return Optional.of(client.inspectContainerCmd(container).exec());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }
}
