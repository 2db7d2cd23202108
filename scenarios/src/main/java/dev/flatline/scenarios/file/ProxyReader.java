package dev.flatline.scenarios.file;

import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.plan.ToxicTimeline;
import dev.flatline.chaos.service.ServiceOptions;
import dev.flatline.chaos.service.ServiceOptions.LedgerOptions;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.seed.Seeds;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import dev.flatline.scenarios.proxy.PlannedProxy;
import dev.flatline.scenarios.proxy.ProxyPlan;
import dev.flatline.scenarios.unit.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code flatline proxy} is told: a file, ours or Toxiproxy's array of proxies, in YAML or JSON, and what the
 * command line puts over it.
 */
public final class ProxyReader {

    /** The keys of our file. */
    static final List<String> KEYS = List.of(
            "host",
            "port",
            "seed",
            "compat",
            "loops",
            "ledger",
            "ledger-delays",
            "identity",
            "proxies",
            "timeline",
            "partition",
            "partitions");

    private static final List<String> READ_ELSEWHERE = List.of("proxies", "timeline", "partition", "partitions");
    private static final String EXAMPLE = "example";
    private static final int MAX_LOOPS = 256;
    private static final Origin DEFAULT = Origin.of("the default");

    private final Mapping root;
    private final Problems problems = new Problems();
    private final List<String> warnings = new ArrayList<>();

    private ProxyReader(Mapping root) {
        this.root = root;
    }

    /**
     * A proxy that the command line asks for.
     *
     * @param name empty for {@code web}
     */
    public record OneProxy(Optional<String> listen, Optional<String> upstream, Optional<String> name) {

        /** None is asked for. */
        public static final OneProxy NONE = new OneProxy(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads the plan.
     *
     * @param file empty for none
     * @param settings put over the file, in order
     * @param one a proxy beside those of the file
     * @throws dev.flatline.scenarios.FlatlineException one line per mistake
     */
    public static ProxyPlan read(Optional<String> file, List<Setting> settings, OneProxy one) {
        YamlValue document = file.map(ProxyReader::document).orElseGet(() -> mapping(DEFAULT));
        boolean toxiproxys = document instanceof Sequence;
        Mapping root = document instanceof Mapping mapping ? mapping : mapping(document.origin());
        if (document instanceof Sequence proxies) {
            root.entries().put("proxies", new Entry(proxies.origin(), proxies));
        } else if (!(document instanceof Mapping)) {
            throw Problems.fatal(
                    document.origin(),
                    "found " + document.kind() + "; accepted: keys with values (" + String.join(", ", KEYS)
                            + "), or Toxiproxy's list of proxies");
        }
        Overrides.apply(root, settings);
        ProxyReader reader = new ProxyReader(root);
        Optional<ProxyPlan> plan = reader.plan(toxiproxys, one);
        reader.problems.throwIfAny(file.orElse("proxy"), Integer.MAX_VALUE);
        return plan.orElseThrow();
    }

    private static Mapping mapping(Origin origin) {
        return new Mapping(origin, new LinkedHashMap<>());
    }

    private static YamlValue document(String file) {
        if (file.equals(EXAMPLE)) {
            return YamlParser.file(example(), "example.yaml");
        }
        if (!isThere(file)) {
            throw Problems.fatal(
                    Origin.of(file), "found no such file; accepted: a YAML or JSON file with proxies, or " + EXAMPLE);
        }
        String text = ScenarioFiles.text(file);
        return YamlParser.file(isJson(text) ? text.replace('\t', ' ') : text, file);
    }

    private static boolean isThere(String file) {
        try {
            return Files.exists(Path.of(file));
        } catch (InvalidPathException nonsense) {
            return false;
        }
    }

    /** The text of the file that is bundled, and known as {@code example}. */
    public static String example() {
        try (InputStream in = ProxyReader.class.getResourceAsStream("/proxies/" + EXAMPLE + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the example is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** JSON may be indented with tabs, which YAML refuses; in its texts there are none. */
    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("[") || text.stripLeading().startsWith("{");
    }

    private Optional<ProxyPlan> plan(boolean toxiproxys, OneProxy one) {
        ProxyListReader list = new ProxyListReader(problems, toxiproxys, warnings);
        if (toxiproxys && value("proxies") instanceof Sequence array) {
            list.forgive(array);
        }
        Section section = new Section(null, "", root, problems, KEYS);
        READ_ELSEWHERE.forEach(section::has);
        Optional<Long> seed = section.optional("seed", "0", Words::seed);
        List<PlannedProxy> proxies = new ArrayList<>(list.read(section, value("proxies")));
        list.one(one).ifPresent(proxies::add);
        PlanPartReader parts = new PlanPartReader(
                problems,
                new ToxicReader(ToxicTypes.all()),
                new Seeds(seed.orElse(0L)),
                ProxyListReader.names(proxies));
        Optional<ToxicTimeline> timeline = parts.timeline(root);
        Optional<ServiceOptions> service = service(section, seed);
        Optional<ControlOptions> control = control(section);
        return section.build(
                () -> new ProxyPlan(service.orElseThrow(), control.orElseThrow(), proxies, timeline, warnings));
    }

    private @Nullable YamlValue value(String key) {
        Entry entry = root.entries().get(key);
        return entry == null ? null : entry.value();
    }

    private static Optional<ServiceOptions> service(Section section, Optional<Long> seed) {
        Optional<Compat> compat = section.optional("compat", "ours", Words.oneOf(Words.named(Compat.values())));
        Optional<Integer> loops = section.optional("loops", "1", ProxyReader::loops);
        Optional<Optional<Path>> ledger =
                section.has("ledger") ? section.required("ledger", ProxyReader::path) : Optional.of(Optional.empty());
        Optional<Boolean> delays = section.optional("ledger-delays", "false", Words.BOOLEAN);
        Optional<IdentitySource> identity = section.has("identity")
                ? section.required("identity", ProxyReader::identity)
                : Optional.of(IdentitySource.NONE);
        if (seed.isEmpty() || compat.isEmpty() || loops.isEmpty() || ledger.isEmpty() || delays.isEmpty()) {
            return Optional.empty();
        }
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ServiceOptions.defaults()
                .withSeed(seed.get())
                .withLoops(loops.get())
                .with(compat.get())
                .with(identity.get())
                .with(new LedgerOptions(
                        Ledger.DEFAULT_CAPACITY, delays.get(), ledger.get().orElse(null))));
    }

    private static Optional<ControlOptions> control(Section section) {
        ControlOptions usual = ControlOptions.defaults();
        Optional<String> host = section.optional("host", usual.host(), ProxyReader::host);
        Optional<Integer> port = section.optional("port", String.valueOf(usual.port()), Words::port);
        return host.flatMap(at -> port.map(number -> usual.at(at, number)));
    }

    private static IdentitySource identity(String text) {
        try {
            return IdentitySource.of(text);
        } catch (IllegalArgumentException nonsense) {
            throw Quantity.bad(text, "header:NAME or query:NAME, where requests say who their client is");
        }
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

    private static Optional<Path> path(String text) {
        try {
            if (!text.isBlank()) {
                return Optional.of(Path.of(text));
            }
        } catch (InvalidPathException nonsense) {
            throw Quantity.bad(text, "a file to write, such as faults.jsonl");
        }
        throw Quantity.bad(text, "a file to write, such as faults.jsonl");
    }
}
