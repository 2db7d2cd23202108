package dev.flatline.scenarios.file;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes maps, lists and text as YAML in block style. */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9](?:[^\\p{Cntrl}#:]*[^\\p{Cntrl}#:\\s])?");

    private YamlText() {}

    static String of(Map<String, Object> root) {
        StringBuilder out = new StringBuilder();
        map(out, root, "", "");
        return out.toString();
    }

    /** The first line is indented by {@code first}, which may end in the dash of a list. */
    private static void map(StringBuilder out, Map<?, ?> map, String first, String indent) {
        String prefix = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(prefix).append(entry.getKey()).append(':');
            value(out, entry.getValue(), indent);
            prefix = indent;
        }
    }

    private static void value(StringBuilder out, Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(out, map, deeper, deeper);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list.forEach(item -> item(out, item, deeper));
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static void item(StringBuilder out, Object item, String indent) {
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            map(out, map, indent + "- ", indent + "  ");
        } else {
            out.append(indent).append("- ").append(scalar(item)).append('\n');
        }
    }

    private static String scalar(Object value) {
        if (value instanceof List<?>) {
            return "[]";
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        String text = String.valueOf(value);
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> out.append(Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
            }
        }
        return out.append('"').toString();
    }
}
