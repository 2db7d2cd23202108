package dev.flatline.scenarios.file;

import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.ReplicaLimits;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a {@code server} that is not ours: the image, the containers or the command that the run starts or uses. */
final class ReplicasReader {

    private static final int MAX_REPLICAS = 64;
    private static final int MAX_PORT = 65_535;
    private static final double MAX_CPUS = 1_024;

    private ReplicasReader() {}

    /** Whether the server of a file is such a one; the kinds are told apart by the key that names it. */
    static boolean isMeant(Section root) {
        Set<String> keys = root.keysOf("server");
        return keys.contains("image") || keys.contains("containers") || keys.contains("command");
    }

    /** Reads it. */
    static Optional<ReplicaPlan> read(Section root) {
        Set<String> keys = root.keysOf("server");
        if (keys.contains("image")) {
            return image(root.child("server", Keys.IMAGE));
        }
        return keys.contains("containers")
                ? containers(root.child("server", Keys.CONTAINERS))
                : command(root.child("server", Keys.COMMAND));
    }

    private static Optional<ReplicaPlan> image(Section server) {
        Optional<String> image = server.required("image", ReplicasReader::word);
        Optional<Integer> replicas = replicas(server);
        Optional<Integer> port = server.required("port", ReplicasReader::port);
        List<String> command = server.list("command", Function.identity());
        Map<String, String> env = env(server);
        Optional<ReplicaLimits> limits = limits(server);
        Optional<String> engine = engine(server);
        Optional<String> path = path(server);
        Optional<ReadyCheck> ready = ready(server);
        return server.build(() -> new ReplicaPlan(
                new ReplicaPlan.Image(engine.orElseThrow(), image.orElseThrow(), command, env, limits.orElseThrow()),
                replicas.orElseThrow(),
                port.orElseThrow(),
                path.orElseThrow(),
                ready.orElseThrow()));
    }

    private static Optional<ReplicaPlan> containers(Section server) {
        List<String> names = server.list("containers", ReplicasReader::word);
        if (!server.isList("containers") || names.isEmpty()) {
            server.reject(
                    "containers", "found no names; accepted: a list of containers that stand, such as [web-1, web-2]");
        } else if (new HashSet<>(names).size() < names.size()) {
            server.reject("containers", "found a name twice; accepted: each once");
        }
        Optional<Integer> port = server.required("port", ReplicasReader::port);
        Optional<String> engine = engine(server);
        Optional<String> path = path(server);
        Optional<ReadyCheck> ready = ready(server);
        return server.build(() -> new ReplicaPlan(
                new ReplicaPlan.Existing(engine.orElseThrow(), names),
                names.size(),
                port.orElseThrow(),
                path.orElseThrow(),
                ready.orElseThrow()));
    }

    private static Optional<ReplicaPlan> command(Section server) {
        List<String> command = server.list("command", Function.identity());
        if (!server.isList("command") || command.isEmpty()) {
            server.reject("command", "found no words; accepted: a list, such as [node, server.js, \"{port}\"]");
        }
        Optional<Integer> replicas = replicas(server);
        Optional<Integer> port = server.optional("port", "0", Words::port);
        Map<String, String> env = env(server);
        Optional<String> folder =
                server.optional("folder", ".", text -> server.beside(text).toString());
        folder.ifPresent(found -> server.resolveTo("folder", found));
        Optional<String> path = path(server);
        Optional<ReadyCheck> ready = ready(server);
        return server.build(() -> new ReplicaPlan(
                new ReplicaPlan.Command(command, env, folder.orElseThrow()),
                replicas.orElseThrow(),
                port.orElseThrow(),
                path.orElseThrow(),
                ready.orElseThrow()));
    }

    private static Optional<Integer> replicas(Section server) {
        return server.optional("replicas", "1", text -> {
            int count = Quantity.count(text);
            if (count < 1 || count > MAX_REPLICAS) {
                throw Quantity.bad(text, "1 to " + MAX_REPLICAS);
            }
            return count;
        });
    }

    private static Optional<String> engine(Section server) {
        return server.optional("engine", "auto", text -> {
            if (!text.equals("auto") && !text.matches("(unix|tcp|npipe)://.+")) {
                throw Quantity.bad(
                        text, "auto, or an address such as unix:///var/run/docker.sock or tcp://127.0.0.1:2376");
            }
            return text.equals("auto") ? "" : text;
        });
    }

    private static Optional<String> path(Section server) {
        return server.optional("path", "/", text -> {
            if (!text.matches("/[^\\s]*")) {
                throw Quantity.bad(text, "a path from the slash, such as /socket");
            }
            return text;
        });
    }

    private static Map<String, String> env(Section server) {
        Map<String, String> values = new LinkedHashMap<>();
        if (server.has("env")) {
            Section env = server.child("env", new ArrayList<>(server.keysOf("env")));
            for (String name : server.keysOf("env")) {
                env.required(name, Function.identity()).ifPresent(value -> values.put(name, value));
            }
        }
        return values;
    }

    private static Optional<ReplicaLimits> limits(Section server) {
        Optional<Double> cpus = given(server, "cpus", ReplicasReader::cpus);
        Optional<Integer> memory = given(server, "memory", Quantity::bytes);
        Optional<Integer> pids = given(server, "pids", Quantity::count);
        boolean sound = server.has("cpus") == cpus.isPresent()
                && server.has("memory") == memory.isPresent()
                && server.has("pids") == pids.isPresent();
        return sound
                ? Optional.of(new ReplicaLimits(
                        cpus.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        memory.map(bytes -> OptionalLong.of(bytes)).orElse(OptionalLong.empty()),
                        pids.map(OptionalInt::of).orElse(OptionalInt.empty())))
                : Optional.empty();
    }

    /** The value of a key that need not be there and has no default. */
    static <T> Optional<T> given(Section section, String key, Function<String, T> parse) {
        return section.has(key) ? section.required(key, parse) : Optional.empty();
    }

    static double cpus(String text) {
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")
                || !(Double.parseDouble(text) > 0)
                || Double.parseDouble(text) > MAX_CPUS) {
            throw Quantity.bad(text, "processors, such as 2 or 0.5");
        }
        return Double.parseDouble(text);
    }

    private static Optional<ReadyCheck> ready(Section server) {
        Section ready = server.child("ready", Keys.READY);
        Optional<Long> within = ready.optional("within", "30s", Words::positiveNanos);
        Optional<Boolean> tcp = given(ready, "tcp", Words.BOOLEAN);
        Optional<String> http = given(ready, "http", ReplicasReader::word);
        Optional<String> log = given(ready, "log", ReplicasReader::pattern);
        boolean byDefault = !ready.has("tcp") && !ready.has("http") && !ready.has("log");
        Optional<Boolean> webSocket = byDefault
                ? ready.optional("websocket", "true", Words.BOOLEAN)
                : given(ready, "websocket", Words.BOOLEAN);
        long kinds = List.of(tcp, http, log, webSocket).stream()
                .filter(Optional::isPresent)
                .count();
        boolean none = tcp.filter(yes -> !yes).isPresent()
                || webSocket.filter(yes -> !yes).isPresent();
        if (kinds > 1 || none) {
            server.reject(
                    "ready",
                    "found " + (none ? "nothing" : "several things") + " to wait for; accepted: one of"
                            + " websocket: true, tcp: true, http: /path, log: a regular expression");
        }
        return ready.build(() -> {
            ReadyCheck.Kind kind = tcp.isPresent()
                    ? ReadyCheck.Kind.TCP
                    : http.isPresent()
                            ? ReadyCheck.Kind.HTTP
                            : log.isPresent() ? ReadyCheck.Kind.LOG : ReadyCheck.Kind.WEBSOCKET;
            return new ReadyCheck(kind, http.or(() -> log).orElse(""), within.orElseThrow());
        });
    }

    private static String pattern(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException wrong) {
            throw Quantity.bad(text, "a regular expression of Java (" + wrong.getDescription() + ")");
        }
    }

    private static String word(String text) {
        if (text.isBlank() || text.matches(".*\\s.*")) {
            throw Quantity.bad(text, "one word");
        }
        return text;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_PORT) {
            throw Quantity.bad(text, "the port that it listens on, 1 to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }
}
