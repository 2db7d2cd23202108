package dev.flatline.scenarios.view;

import dev.flatline.chaos.control.client.HitConnection;
import dev.flatline.chaos.control.client.ProxyInfo;
import dev.flatline.chaos.control.client.ToxicInfo;
import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.ToxicType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Proxies, toxics and their types as text. */
public final class ToxicText {

    private static final List<String> HEADING = List.of(
            "PROXY",
            "LISTEN",
            "UPSTREAM",
            "STATE",
            "TOXIC",
            "TYPE",
            "STREAM",
            "TOXICITY",
            "ATTRIBUTES",
            "TARGET",
            "TTL");

    private ToxicText() {}

    /** A toxic in a line. */
    public static String of(ToxicInfo toxic) {
        return toxic.name() + ": " + toxic.type() + " " + toxic.stream() + ", toxicity " + number(toxic.toxicity())
                + part(", ", pairs(toxic.attributes()))
                + part(", target ", pairs(toxic.target()))
                + part(", for ", toxic.ttl() == null ? "" : toxic.ttl());
    }

    /** A connection in a line. */
    public static String of(HitConnection connection) {
        return "#" + connection.number() + part(" ", connection.address()) + part(" client ", connection.client())
                + part(" ", connection.path());
    }

    private static String part(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    /**
     * A row for each toxic, and one for each proxy that has none.
     *
     * @param aligned whether columns are filled up with spaces and have a heading; else they are apart by tabs
     */
    public static List<String> table(List<ProxyInfo> proxies, boolean aligned) {
        List<List<String>> rows = new ArrayList<>();
        for (ProxyInfo proxy : proxies) {
            List<String> first =
                    List.of(proxy.name(), proxy.listen(), proxy.upstream(), proxy.enabled() ? "enabled" : "disabled");
            if (proxy.toxics().isEmpty()) {
                rows.add(row(first, List.of("-", "", "", "", "", "", "")));
            }
            proxy.toxics().forEach(toxic -> rows.add(row(first, cells(toxic))));
        }
        if (!aligned) {
            return rows.stream().map(row -> String.join("\t", row)).toList();
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        rows.add(0, HEADING);
        return aligned(rows);
    }

    private static List<String> row(List<String> proxy, List<String> toxic) {
        List<String> row = new ArrayList<>(proxy);
        row.addAll(toxic);
        return row;
    }

    private static List<String> cells(ToxicInfo toxic) {
        return List.of(
                toxic.name(),
                toxic.type(),
                toxic.stream(),
                number(toxic.toxicity()),
                pairs(toxic.attributes()),
                pairs(toxic.target()),
                toxic.ttl() == null ? "" : toxic.ttl());
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        line.append(row.get(i))
                                .append(" ".repeat(widths[i] - row.get(i).length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    /** All types, each with its attributes and their defaults. */
    public static List<String> types(List<ToxicType> types) {
        List<String> lines = new ArrayList<>();
        for (ToxicType type : types) {
            lines.add(type.name() + ": " + type.description());
            String attributes = type.parameters().stream()
                    .map(attribute -> attribute.name() + "=" + attribute.fallback())
                    .collect(Collectors.joining(" "));
            lines.add("    " + (attributes.isEmpty() ? "no attributes" : attributes));
        }
        lines.add("");
        lines.add(
                "flatline toxic types TYPE tells all about one; flatline toxic add -t TYPE -a key=value PROXY puts it on");
        return lines;
    }

    /** All about one type. */
    public static List<String> all(ToxicType type) {
        List<String> lines = new ArrayList<>();
        lines.add(type.name() + ": " + type.description());
        lines.add("  stream " + type.stream().word() + " unless told otherwise; "
                + (type.toxiproxy() ? "Toxiproxy has it too" : "not in Toxiproxy"));
        type.parameters()
                .forEach(attribute -> lines.add("  -a " + attribute.name() + "=" + attribute.fallback() + "  "
                        + kind(attribute) + ": " + attribute.description()));
        if (type.parameters().isEmpty()) {
            lines.add("  no attributes");
        }
        return lines;
    }

    private static String kind(Parameter attribute) {
        return switch (attribute.kind()) {
            case WHOLE -> "a whole number";
            case REAL -> "a number";
            case WORD -> "one of " + String.join(", ", attribute.words());
            case TEXT -> "a text";
            case FLAG -> "true or false";
        };
    }

    private static String pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
