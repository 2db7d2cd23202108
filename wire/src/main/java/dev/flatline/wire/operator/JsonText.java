package dev.flatline.wire.operator;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259), for a page of facts: the libraries that read it as well belong to other modules. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** A value as text. A number that JSON has no form for, such as NaN, becomes null. */
    static String of(@Nullable Object value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Iterable<?> list) {
            writeList(list);
        } else if (value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            out.append("null");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            writeString(value.toString());
        }
    }

    private void writeMap(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            writeString(String.valueOf(entry.getKey()));
            out.append(':');
            write(entry.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void writeList(Iterable<?> list) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            write(value);
            separator = ",";
        }
        out.append(']');
    }

    private void writeString(String text) {
        out.append('"');
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
