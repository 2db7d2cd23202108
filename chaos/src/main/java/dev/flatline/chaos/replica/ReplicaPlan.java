package dev.flatline.chaos.replica;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers that a run is to start, or is given by name: data only.
 *
 * @param source what they are
 * @param replicas how many, at least 1
 * @param port the port on which each listens; 0, for processes only, is any free one
 * @param path the path of a WebSocket there, from the slash
 * @param ready when one counts as ready
 */
public record ReplicaPlan(Source source, int replicas, int port, String path, ReadyCheck ready) {

    private static final int MAX_PORT = 65_535;

    /** What the servers are. */
    public sealed interface Source {}

    /**
     * Containers of an image, made for the run and removed after it.
     *
     * @param engine the address of the engine; empty for DOCKER_HOST or a usual socket
     * @param image its name or id
     * @param command in place of the image's command; none for the image's own
     * @param env added to the image's environment
     * @param limits what each may use
     */
    public record Image(
            String engine, String image, List<String> command, Map<String, String> env, ReplicaLimits limits)
            implements Source {

        /** Copies. */
        public Image {
            command = List.copyOf(command);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        }
    }

    /**
     * Containers that stand already, and stay.
     *
     * @param engine the address of the engine; empty for DOCKER_HOST or a usual socket
     * @param names their names or ids, each once
     */
    public record Existing(String engine, List<String> names) implements Source {

        /** Copies. */
        public Existing {
            names = List.copyOf(names);
        }
    }

    /**
     * Processes of a command, started for the run and ended after it. In each of the words {@code {port}} stands for the
     * process's port and {@code {replica}} for its number; its environment has PORT, too.
     *
     * @param command its words
     * @param env added to the environment of the run
     * @param folder where it is started; empty for that of the run
     */
    public record Command(List<String> command, Map<String, String> env, String folder) implements Source {

        /** Copies. */
        public Command {
            command = List.copyOf(command);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
            if (command.isEmpty()) {
                throw new IllegalArgumentException("found no words; accepted: a program and its arguments");
            }
        }
    }

    /** The same for people: {@code 3 containers of web:1.2}. */
    public String words() {
        if (source instanceof Image image) {
            return replicas + (replicas == 1 ? " container" : " containers") + " of " + image.image();
        }
        if (source instanceof Command command) {
            return replicas + (replicas == 1 ? " process" : " processes") + " of "
                    + command.command().get(0);
        }
        return "container " + String.join(", ", ((Existing) source).names());
    }

    /** Checks the ranges. */
    public ReplicaPlan {
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas must be at least 1");
        }
        int least = source instanceof Command ? 0 : 1;
        if (port < least || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be " + least + " to " + MAX_PORT);
        }
        if (port > 0 && replicas > 1 && source instanceof Command) {
            throw new IllegalArgumentException(
                    "several processes cannot have one port; accepted: port 0, and {port} in command");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash");
        }
    }
}
