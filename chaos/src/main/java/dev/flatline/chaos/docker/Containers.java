package dev.flatline.chaos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyWait;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Replicas;
import dev.flatline.chaos.replica.ServerLog;
import dev.flatline.chaos.replica.Surroundings;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Servers that are containers: made for the run, or given by name. */
public final class Containers implements Replicas {

    private static final long EVENTS_SECONDS = 10;

    private final Engine engine;
    private final EndsFile ends;
    private final List<ContainerReplica> replicas = new ArrayList<>();
    private final Map<String, ContainerWatch> watches = new ConcurrentHashMap<>();
    private @Nullable Closeable events;

    private Containers(Engine engine, EndsFile ends) {
        this.engine = engine;
        this.ends = ends;
    }

    /**
     * Makes and starts them, or finds them, and waits until they are ready.
     *
     * @param environment the variables of this process: where the engine is, and values that the plan takes from them
     * @throws ReplicaException if that cannot be; the rollback removes what was made
     */
    public static Containers start(ReplicaPlan plan, Surroundings surroundings, Map<String, String> environment)
            throws ReplicaException {
        String asked = plan.source() instanceof ReplicaPlan.Image image
                ? image.engine()
                : ((ReplicaPlan.Existing) plan.source()).engine();
        Engine engine = Engine.open(asked, environment);
        if (engine.address().isElsewhere()) {
            engine.close();
            throw new ReplicaException(
                    engine.address().words() + " is on another machine, whose containers this one does not"
                            + " reach; accepted: one on this machine, or run flatline there");
        }
        Containers all;
        try {
            all = new Containers(engine, new EndsFile(surroundings));
        } catch (IOException e) {
            engine.close();
            throw new ReplicaException("cannot write to " + surroundings.folder() + ": " + e.getMessage(), e);
        }
        boolean ready = false;
        try {
            all.open(plan, surroundings, environment);
            ready = true;
            return all;
        } finally {
            if (!ready) {
                all.close();
            }
        }
    }

    private void open(ReplicaPlan plan, Surroundings surroundings, Map<String, String> environment)
            throws ReplicaException {
        List<InspectContainerResponse> found = plan.source() instanceof ReplicaPlan.Image
                ? new ContainerMaker(engine, plan, surroundings, environment).make()
                : given((ReplicaPlan.Existing) plan.source());
        watchEvents();
        for (int i = 0; i < found.size(); i++) {
            add(i + 1, found.get(i), plan, surroundings);
        }
        for (ContainerReplica replica : replicas) {
            replica.awaitReady();
        }
    }

    /** Containers that stand already. One that does not run is no server. */
    private List<InspectContainerResponse> given(ReplicaPlan.Existing given) throws ReplicaException {
        List<InspectContainerResponse> found = new ArrayList<>();
        for (String name : given.names()) {
            InspectContainerResponse container = engine.call(
                            "see container '" + name + "'", () -> ContainerHealer.inspect(engine.commands(), name))
                    .orElseThrow(() -> new ReplicaException("there is no container '" + name + "' on "
                            + engine.address().words() + "; docker ps --all lists those that are there"));
            if (!Boolean.TRUE.equals(container.getState().getRunning())
                    || Boolean.TRUE.equals(container.getState().getPaused())) {
                throw new ReplicaException("container '" + name + "' is "
                        + container.getState().getStatus() + "; accepted: one that runs");
            }
            found.add(container);
        }
        return found;
    }

    private void add(int number, InspectContainerResponse container, ReplicaPlan plan, Surroundings surroundings)
            throws ReplicaException {
        String id = container.getId();
        ServerLog log;
        try {
            log = new ServerLog(surroundings.folder().resolve("replica-" + number + ".log"), plan.ready());
        } catch (IOException e) {
            throw new ReplicaException("cannot write to " + surroundings.folder() + ": " + e.getMessage(), e);
        }
        ContainerWatch watch = new ContainerWatch(engine, container, number, log, ends);
        watches.put(id, watch);
        ContainerReplica.Which which = new ContainerReplica.Which(
                number, id, container.getName().replaceFirst("^/", ""), new Place(engine, id, plan.port()));
        replicas.add(
                new ContainerReplica(which, engine, surroundings.rollback(), new ReadyWait(plan, surroundings), watch));
        watch.begin();
        InspectContainerResponse.ContainerState now = engine.call(
                        "see container " + container.getName(),
                        () -> engine.commands().inspectContainerCmd(id).exec())
                .getState();
        if (!Boolean.TRUE.equals(now.getRunning()) && !Boolean.TRUE.equals(now.getRestarting())) {
            Long exit = now.getExitCodeLong();
            watch.seenEnded(exit == null ? -1 : exit.intValue(), Boolean.TRUE.equals(now.getOOMKilled()));
        }
    }

    /** Returns when the engine tells what happens: from then on no end is missed. */
    private void watchEvents() throws ReplicaException {
        ContainerWatch.Silent<Event> listener = engine.call(
                "follow the events of " + engine.address().words(),
                () -> engine.streams().eventsCmd().exec(new Listener(watches)));
        events = listener;
        try {
            if (!listener.awaitStarted(EVENTS_SECONDS, TimeUnit.SECONDS)) {
                throw new ReplicaException(
                        engine.address().words() + " tells no events within " + EVENTS_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException(
                    "interrupted while listening to " + engine.address().words(), e);
        }
    }

    /** Hands each event to whom it is about. */
    private static final class Listener extends ContainerWatch.Silent<Event> {

        private final Map<String, ContainerWatch> watches;

        Listener(Map<String, ContainerWatch> watches) {
            this.watches = watches;
        }

        @Override
        public void onNext(Event event) {
            EventActor actor = event.getActor();
            ContainerWatch watch = actor == null || actor.getId() == null ? null : watches.get(actor.getId());
            if (watch != null) {
                Map<String, String> attributes = actor.getAttributes();
                watch.happened(event, attributes == null ? Map.of() : attributes);
            }
        }
    }

    @Override
    public List<Replica> all() {
        return List.copyOf(replicas);
    }

    @Override
    public List<String> surprises() {
        return ends.surprises();
    }

    /** Stops listening to the engine. Containers that were made are removed by the rollback. */
    @Override
    public void close() {
        Closeable listening = events;
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException ended) {
                events = null;
            }
        }
        watches.values().forEach(ContainerWatch::close);
        ends.close();
        engine.close();
    }
}
