package dev.flatline.chaos.plan;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.data.Fields;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions and swizzle-clogs from maps, lists and plain values: {@code {kind: ring, groups: [a, b, c], proxies: [x,
 * y, z], how: silent}}, or {@code {rules: [{clients: {group: a}, proxy: x, direction: upstream, how: silent}]}}.
 */
final class PartitionReader {

    /** The keys of a partition. */
    static final List<String> KEYS = List.of("name", "kind", "groups", "proxies", "direction", "how", "rules");

    private static final List<String> RULE_KEYS = List.of("clients", "proxy", "direction", "how");
    private static final List<String> SWIZZLE_KEYS =
            List.of("name", "groups", "proxies", "how", "share", "over", "hold");
    private static final String NAME = "partition";
    private static final String SWIZZLE_NAME = "swizzle";
    private static final double SWIZZLE_SHARE = 0.5;

    private final ToxicReader toxics;

    PartitionReader(ToxicReader toxics) {
        this.toxics = toxics;
    }

    /** A partition. */
    Partition partition(@Nullable Object data, String path) {
        return partition(Fields.of(data, path, KEYS));
    }

    /** A partition in a map that may have more keys. */
    Partition partition(Fields fields) {
        String name = fields.text("name", NAME);
        if (fields.has("rules")) {
            for (String key : List.of("kind", "groups", "proxies", "direction", "how")) {
                if (fields.has(key)) {
                    throw new DataException(fields.at(key), "does not go with rules, accepted is one of them");
                }
            }
            return fields.made(() -> new Partition(name, rules(fields)));
        }
        Kind kind = fields.word("kind", kinds());
        List<String> groups = fields.texts("groups");
        List<String> proxies = fields.texts("proxies");
        if (kind != Kind.ONE_WAY && fields.has("direction")) {
            throw new DataException(fields.at("direction"), "is only for one-way, accepted is without it");
        }
        Cut how = how(fields);
        return fields.made(() -> switch (kind) {
            case SYMMETRIC, ISOLATE -> Partitions.symmetric(name, groups, proxies, how);
            case ONE_WAY -> Partitions.oneWay(name, groups, proxies, oneDirection(fields), how);
            case RING -> Partitions.ring(name, groups, proxies, how);
            case HALVES -> Partitions.halves(name, groups, proxies, how);
        });
    }

    /** A swizzle-clog: of whole servers, or of the paths from groups to servers if there are groups. */
    SwizzleClog swizzle(Object data, String path) {
        Fields fields = Fields.of(data, path, SWIZZLE_KEYS);
        Cut how = how(fields);
        List<String> proxies = fields.texts("proxies");
        List<PartitionRule> paths = fields.has("groups")
                ? fields.made(() -> Partitions.symmetric(SWIZZLE_NAME, fields.texts("groups"), proxies, how))
                        .rules()
                : proxies.stream()
                        .map(proxy -> new PartitionRule(Target.EVERYONE, proxy, Stream.BOTH, how))
                        .toList();
        return fields.made(() -> new SwizzleClog(
                fields.text("name", SWIZZLE_NAME),
                paths,
                fields.share("share", SWIZZLE_SHARE),
                fields.nanos("over"),
                fields.nanos("hold")));
    }

    private List<PartitionRule> rules(Fields partition) {
        List<PartitionRule> rules = new ArrayList<>();
        for (Object item : partition.items("rules")) {
            String path = partition.at("rules") + "[" + rules.size() + "]";
            Fields fields = Fields.of(item, path, RULE_KEYS);
            Target clients = fields.has("clients")
                    ? toxics.target(fields.value("clients"), fields.at("clients"))
                    : Target.EVERYONE;
            Stream direction = fields.word("direction", ToxicReader.streams(), Stream.BOTH);
            rules.add(fields.made(() -> new PartitionRule(clients, fields.text("proxy"), direction, how(fields))));
        }
        return rules;
    }

    private static Cut how(Fields fields) {
        return fields.word("how", Cut.words(), Cut.SILENT);
    }

    private static Stream oneDirection(Fields fields) {
        Map<String, Stream> words = ToxicReader.streams();
        words.remove(Stream.BOTH.word());
        return fields.word("direction", words);
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
        }
        return kinds;
    }

    private enum Kind {
        SYMMETRIC,
        ONE_WAY,
        RING,
        ISOLATE,
        HALVES
    }
}
