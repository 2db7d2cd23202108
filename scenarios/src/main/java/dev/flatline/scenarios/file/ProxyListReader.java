package dev.flatline.scenarios.file;

import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.plan.TimedToxic;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.TlsReader;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.file.ProxyReader.OneProxy;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import dev.flatline.scenarios.proxy.PlannedProxy;
import dev.flatline.scenarios.proxy.PlannedProxy.PlannedToxic;
import dev.flatline.scenarios.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the proxies of a file, with the toxics that they begin with. */
final class ProxyListReader {

    static final List<String> KEYS = List.of("name", "listen", "upstream", "enabled", "tls", "toxics");
    private static final List<String> TOXIPROXYS_KEYS = List.of("name", "listen", "upstream", "enabled");
    private static final String NAME = "web";
    private static final int MAX_PORT = 65_535;

    private final Problems problems;
    private final boolean toxiproxys;
    private final List<String> warnings;
    private final ToxicReader toxics = new ToxicReader(ToxicTypes.all());
    private final Set<String> names = new HashSet<>();

    /**
     * Creates a reader.
     *
     * @param toxiproxys whether it is Toxiproxy's array
     * @param warnings takes what means nothing
     */
    ProxyListReader(Problems problems, boolean toxiproxys, List<String> warnings) {
        this.problems = problems;
        this.toxiproxys = toxiproxys;
        this.warnings = warnings;
    }

    /** Takes out of Toxiproxy's array what it does not know, with a warning: Toxiproxy passes over it in silence. */
    void forgive(Sequence array) {
        for (YamlValue item : array.items()) {
            if (item instanceof Mapping proxy) {
                proxy.entries().forEach((key, entry) -> {
                    if (!TOXIPROXYS_KEYS.contains(key)) {
                        warn(key, entry.key());
                    }
                });
                proxy.entries().keySet().retainAll(TOXIPROXYS_KEYS);
            }
        }
    }

    private void warn(String key, Origin origin) {
        String hint = key.equals("toxics")
                ? "a file with keys has them: proxies: [{name: …, toxics: […]}]"
                : Nearest.hint(key, TOXIPROXYS_KEYS);
        warnings.add(origin + ": " + key + ": unknown key, left out as Toxiproxy does; " + hint);
    }

    /** The proxies of a list; {@code value} is what stands there. */
    List<PlannedProxy> read(Section root, @Nullable YamlValue value) {
        List<PlannedProxy> proxies = new ArrayList<>();
        List<Section> sections = root.children("proxies", toxiproxys ? TOXIPROXYS_KEYS : KEYS);
        for (int i = 0; i < sections.size(); i++) {
            YamlValue item = Objects.requireNonNull((Sequence) value).items().get(i);
            proxy(sections.get(i), item, "proxies[" + i + "]").ifPresent(proxies::add);
        }
        return proxies;
    }

    private Optional<PlannedProxy> proxy(Section section, YamlValue item, String path) {
        Optional<String> name = section.required("name", ProxyListReader::name);
        Optional<String> listen = toxiproxys
                ? section.optional("listen", "", ProxyListReader::listen)
                : section.required("listen", ProxyListReader::listen);
        Optional<String> upstream = section.required("upstream", ProxyListReader::upstream);
        Optional<Boolean> enabled = section.optional("enabled", "true", Words.BOOLEAN);
        Optional<ProxyTls> tls = section.has("tls") ? tls(item, path + ".tls") : Optional.of(ProxyTls.NONE);
        List<PlannedToxic> planned = section.has("toxics") ? toxics(item, path + ".toxics") : List.of();
        name.filter(taken -> !names.add(taken))
                .ifPresent(taken -> section.reject("name", "found '" + taken + "' twice; accepted: another name"));
        return section.build(() -> new PlannedProxy(
                new ProxySpec(
                        name.orElseThrow(),
                        listen.orElseThrow(),
                        upstream.orElseThrow(),
                        enabled.orElseThrow(),
                        tls.orElse(ProxyTls.NONE)),
                planned));
    }

    private Optional<ProxyTls> tls(YamlValue proxy, String path) {
        Entry entry = proxy instanceof Mapping mapping ? mapping.entries().get("tls") : null;
        return entry == null
                ? Optional.empty()
                : new YamlData(entry.value(), path, problems)
                        .read(() -> TlsReader.read(YamlData.plain(entry.value()), path));
    }

    private List<PlannedToxic> toxics(YamlValue proxy, String path) {
        Entry entry = proxy instanceof Mapping mapping ? mapping.entries().get("toxics") : null;
        List<PlannedToxic> planned = new ArrayList<>();
        if (entry == null) {
            return planned;
        }
        if (!(entry.value() instanceof Sequence list)) {
            problems.add(
                    entry.value().origin(), path, "found " + entry.value().kind() + "; accepted: a list of toxics");
            return planned;
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlValue item = list.items().get(i);
            String at = path + "[" + i + "]";
            new YamlData(item, at, problems).read(() -> toxic(item, at)).ifPresent(toxic -> {
                String name = toxic.toxic().name();
                if (taken.add(name)) {
                    planned.add(toxic);
                } else {
                    String twice = "found the name '" + name + "' twice on this proxy; accepted: another name";
                    problems.add(item.origin(), at, twice);
                }
            });
        }
        return planned;
    }

    private PlannedToxic toxic(YamlValue item, String path) {
        TimedToxic timed = toxics.timed(YamlData.plain(item), path);
        return new PlannedToxic(
                timed.toxic(),
                timed.ttlNanos().isPresent()
                        ? Optional.of(Duration.ofNanos(timed.ttlNanos().getAsLong()))
                        : Optional.empty());
    }

    /** The proxy of the command line. */
    Optional<PlannedProxy> one(OneProxy one) {
        if (one.equals(OneProxy.NONE)) {
            return Optional.empty();
        }
        String name = option("--name", one.name().orElse(NAME), ProxyListReader::name);
        String listen = option("--listen", needed(one.listen(), "--listen", "127.0.0.1:9000"), ProxyListReader::listen);
        String upstream =
                option("--upstream", needed(one.upstream(), "--upstream", "127.0.0.1:8080"), ProxyListReader::upstream);
        if (!names.add(name)) {
            throw usage("--name: found '" + name + "', which the file has; accepted: another name");
        }
        return Optional.of(new PlannedProxy(new ProxySpec(name, listen, upstream, true), List.of()));
    }

    private static String needed(Optional<String> value, String option, String such) {
        return value.orElseThrow(
                () -> usage(option + ": missing; --listen and --upstream go together, such as " + option + " " + such));
    }

    private static String option(String option, String text, UnaryOperator<String> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException refused) {
            throw usage(option + ": " + refused.getMessage());
        }
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }

    /** The names of proxies. */
    static List<String> names(List<PlannedProxy> proxies) {
        return proxies.stream().map(proxy -> proxy.spec().name()).toList();
    }

    private static String name(String text) {
        if (text.isBlank()) {
            throw Quantity.bad(text, "a name, such as web");
        }
        return text;
    }

    private static String listen(String text) {
        if (!text.isEmpty() && !hasPort(text, 0)) {
            throw Quantity.bad(text, "HOST:PORT to listen on, such as 127.0.0.1:9000; port 0 takes any free one");
        }
        return text;
    }

    private static String upstream(String text) {
        if (text.startsWith(":") || !hasPort(text, 1)) {
            throw Quantity.bad(text, "HOST:PORT of the server, such as 127.0.0.1:8080");
        }
        return text;
    }

    private static boolean hasPort(String text, int least) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        boolean oneColon = host.indexOf(':') < 0 || (host.startsWith("[") && host.endsWith("]"));
        String port = text.substring(colon + 1);
        return colon >= 0
                && oneColon
                && port.matches("[0-9]{1,5}")
                && Integer.parseInt(port) >= least
                && Integer.parseInt(port) <= MAX_PORT;
    }
}
