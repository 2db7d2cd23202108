package dev.flatline.scenarios.file;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.serve.ServePlan;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.operator.OperatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code flatline serve} is told: the keys of a scenario's {@code server} section, and those of a server that
 * stands alone.
 */
public final class ServeReader {

    private static final int MAX_LOOPS = 256;
    private static final int MAX_PORT = 65_535;
    private static final Origin DEFAULT = Origin.of("the default");

    private ServeReader() {}

    /**
     * Reads the options of a server.
     *
     * @param file a YAML file with the keys; empty for none
     * @param settings put over the file, in order
     * @throws dev.flatline.scenarios.FlatlineException one line per mistake
     */
    public static ServePlan read(Optional<String> file, List<Setting> settings) {
        String source = file.orElse("serve");
        Mapping mapping = file.map(ServeReader::mapping).orElseGet(() -> new Mapping(DEFAULT, new LinkedHashMap<>()));
        byDefault(mapping, "port", new Scalar(DEFAULT, "9000"));
        byDefault(mapping, "heartbeat", YamlParser.option("{profile: flatline}", "the default"));
        Overrides.apply(mapping, settings);
        Problems problems = new Problems();
        Optional<ServePlan> plan = read(new Section(null, "", mapping, problems, Keys.SERVE), heartbeatOf(mapping));
        problems.throwIfAny(source, Integer.MAX_VALUE);
        return plan.orElseThrow();
    }

    private static Mapping mapping(String file) {
        if (!Files.exists(Path.of(file))) {
            throw Problems.fatal(Origin.of(file), "found no such file; accepted: a YAML file with a server's options");
        }
        if (YamlParser.file(ScenarioFiles.text(file), file) instanceof Mapping mapping) {
            return mapping;
        }
        throw Problems.fatal(
                Origin.of(file), "found no keys; accepted: the keys of a scenario's server section, and more");
    }

    private static void byDefault(Mapping mapping, String key, YamlValue value) {
        mapping.entries().putIfAbsent(key, new Entry(DEFAULT, value));
    }

    /** What to call the heartbeat: its profile, if it has one. */
    private static String heartbeatOf(Mapping mapping) {
        Entry entry = mapping.entries().get("heartbeat");
        if (entry != null && entry.value() instanceof Mapping beat) {
            Entry profile = beat.entries().get("profile");
            return profile != null && profile.value() instanceof Scalar name ? name.text() : "a rule of its own";
        }
        return "none";
    }

    private static Optional<ServePlan> read(Section root, String heartbeat) {
        Optional<String> host = root.optional("host", ListenOptions.LOOPBACK.host(), ServeReader::host);
        Optional<Optional<TlsOptions>> tls = tls(root);
        Optional<TransportKind> transport = root.optional("transport", "auto", TransportKind::of);
        Optional<Integer> loops = root.optional("loops", "1", ServeReader::loops);
        Optional<DrainOptions> drain = drain(root);
        Optional<Operator> operator = operator(root);
        return ServerReader.read(root, spoken(heartbeat))
                .flatMap(server -> root.build(() -> new ServePlan(
                        onHost(server, host.orElseThrow(), tls.orElseThrow()),
                        heartbeat,
                        transport.orElseThrow(),
                        loops.orElseThrow(),
                        operator.orElseThrow().beside(server.listen().port()),
                        drain.orElseThrow())));
    }

    /** The preset of a real server implies what that server's clients speak. */
    private static Dialect spoken(String heartbeat) {
        return ServerProfiles.all().stream()
                .filter(profile -> profile.name().equals(heartbeat))
                .map(ServerProfile::dialect)
                .findFirst()
                .orElse(Plain.DIALECT);
    }

    private static ServerOptions onHost(ServerOptions server, String host, Optional<TlsOptions> tls) {
        return server.with(new ListenOptions(host, server.listen().port(), tls));
    }

    private static String host(String text) {
        if (text.isBlank()) {
            throw Quantity.bad(text, "an address or name to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        return text;
    }

    private static int loops(String text) {
        int loops = Quantity.count(text);
        if (loops < 1 || loops > MAX_LOOPS) {
            throw Quantity.bad(text, "1 to " + MAX_LOOPS);
        }
        return loops;
    }

    private static Optional<Optional<TlsOptions>> tls(Section root) {
        if (root.isNone("tls", true)) {
            return Optional.of(Optional.empty());
        }
        Section tls = root.child("tls", Keys.TLS);
        if (tls.has("self-signed")) {
            tls.required("self-signed", Words.oneOf(Map.of("true", true)));
            return tls.build(() -> Optional.of(TlsOptions.SELF_SIGNED));
        }
        Optional<String> certificate = tls.required("certificate", text -> text);
        Optional<String> key = tls.required("key", text -> text);
        return tls.build(
                () -> Optional.of(TlsOptions.of(Path.of(certificate.orElseThrow()), Path.of(key.orElseThrow()))));
    }

    private static Optional<DrainOptions> drain(Section root) {
        Section drain = root.child("drain", Keys.DRAIN);
        Optional<Integer> size = drain.optional("size", "10k", Quantity::count);
        Optional<Long> pause = drain.optional("pause", "2s", Words::positiveNanos);
        Optional<Long> budget = drain.optional("budget", "30s", Words::positiveNanos);
        Optional<String> reason = drain.optional("reason", DrainOptions.DEFAULT.reason(), text -> text);
        return drain.build(() -> new DrainOptions(
                size.orElseThrow(),
                Duration.ofNanos(pause.orElseThrow()),
                Duration.ofNanos(budget.orElseThrow()),
                reason.orElseThrow()));
    }

    /** Where operators are answered; a port of -1 is the one behind the server's. */
    private record Operator(boolean wanted, String host, int port, boolean exposed) {

        static final int NEXT = -1;

        Optional<OperatorOptions> beside(int serverPort) {
            boolean any = serverPort == 0 || serverPort == MAX_PORT;
            int at = port == NEXT ? any ? 0 : serverPort + 1 : port;
            OperatorOptions loopback = OperatorOptions.defaults().onPort(at);
            if (!wanted) {
                return Optional.empty();
            }
            return Optional.of(exposed ? loopback.exposedOn(host, at) : loopback.at(host, at));
        }
    }

    private static Optional<Operator> operator(Section root) {
        if (root.isNone("operator", false)) {
            return Optional.of(new Operator(false, "", 0, false));
        }
        Section operator = root.child("operator", Keys.OPERATOR);
        Optional<String> host = operator.optional("host", ListenOptions.LOOPBACK.host(), ServeReader::host);
        Optional<Integer> port = operator.optional("port", "next", ServeReader::operatorPort);
        Optional<Boolean> exposed = operator.optional("exposed", "false", Words.BOOLEAN);
        return operator.build(() -> new Operator(true, host.orElseThrow(), port.orElseThrow(), exposed.orElseThrow()));
    }

    private static int operatorPort(String text) {
        return text.equals("next") ? Operator.NEXT : Words.port(text);
    }
}
