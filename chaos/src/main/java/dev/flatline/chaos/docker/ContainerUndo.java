package dev.flatline.chaos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.flatline.chaos.rollback.Undo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What puts back what is done to containers and networks. */
final class ContainerUndo {

    static final String REMOVE = "container.remove";
    static final String STATE = "container.state";
    static final String LIMITS = "container.limits";
    static final String NETWORKS = "container.networks";
    static final String EXEC = "container.exec";
    static final String REMOVE_NETWORK = "network.remove";

    static final String ID = "id";
    static final String NAME = "name";
    static final String RUN = "run";
    static final String STARTED = "started";

    private ContainerUndo() {}

    /** Removes a container that is about to be made under this name. */
    static Undo remove(EngineAddress engine, String name, String run) {
        Map<String, String> facts = of(engine);
        facts.put(NAME, name);
        facts.put(RUN, run);
        return new Undo(REMOVE, facts, "remove container " + name);
    }

    /** Removes a network that is about to be made under this name. */
    static Undo removeNetwork(EngineAddress engine, String name, String run) {
        Map<String, String> facts = of(engine);
        facts.put(NAME, name);
        facts.put(RUN, run);
        return new Undo(REMOVE_NETWORK, facts, "remove network " + name);
    }

    /**
     * Lets it run and be frozen as it is now.
     *
     * @param settleMillis how long it may take to end if what was asked for is all that the engine knows
     */
    static Undo state(EngineAddress engine, InspectContainerResponse container, long settleMillis) {
        Map<String, String> facts = ContainerState.running(container);
        facts.put(STARTED, String.valueOf(container.getState().getStartedAt()));
        facts.put(Undo.SETTLES, Long.toString(settleMillis));
        return undo(engine, container, STATE, facts, "let % run as it did");
    }

    /** Lets it run as it does now, frozen or not. */
    static Undo running(EngineAddress engine, InspectContainerResponse container, long settleMillis) {
        Undo state = state(engine, container, settleMillis);
        Map<String, String> facts = new LinkedHashMap<>(state.facts());
        facts.remove("paused");
        return new Undo(STATE, facts, state.words());
    }

    /** Gives it the limits that it has now. */
    static Undo limits(EngineAddress engine, InspectContainerResponse container) {
        return undo(engine, container, LIMITS, ContainerState.limits(container), "give % its limits back");
    }

    /** Connects it to the networks that it is on now. */
    static Undo networks(EngineAddress engine, InspectContainerResponse container) {
        return undo(engine, container, NETWORKS, ContainerState.networks(container), "connect % to its networks");
    }

    /** Runs a command in it. */
    static Undo exec(EngineAddress engine, InspectContainerResponse container, List<String> command) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < command.size(); i++) {
            facts.put("word." + i, command.get(i));
        }
        return undo(engine, container, EXEC, facts, "run '" + String.join(" ", command) + "' in %");
    }

    private static Undo undo(
            EngineAddress engine,
            InspectContainerResponse container,
            String kind,
            Map<String, String> more,
            String words) {
        String name = container.getName().replaceFirst("^/", "");
        Map<String, String> facts = of(engine);
        facts.put(ID, container.getId());
        facts.put(NAME, name);
        facts.putAll(more);
        return new Undo(kind, facts, words.replace("%", name));
    }

    private static Map<String, String> of(EngineAddress engine) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("engine", engine.uri());
        facts.put("tls", Boolean.toString(engine.tls()));
        facts.put("certificates", engine.certificates());
        return facts;
    }

    /** The engine that an undo is for. */
    static EngineAddress engine(Undo undo) {
        return new EngineAddress(
                undo.fact("engine"), Boolean.parseBoolean(undo.fact("tls")), undo.fact("certificates"), "as noted");
    }
}
