package dev.flatline.scenarios.file;

import java.util.regex.Pattern;

/** Whether a text is one JSON object (RFC 8259): values are replaced by marks from the inside out, until one is left. */
final class JsonObjectText {

    private static final Pattern MARKS = Pattern.compile("[\u0001\u0002]");
    private static final Pattern STRING =
            Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1f]++|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"");
    private static final Pattern WORD =
            Pattern.compile("-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[eE][+-]?\\d++)?|true|false|null");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]++");
    private static final String STRING_MARK = "\u0001";
    private static final String VALUE_MARK = "\u0002";
    private static final Pattern NESTED = Pattern.compile("\\[(?:[\u0001\u0002](?:,[\u0001\u0002])*+)?]"
            + "|\\{(?:\u0001:[\u0001\u0002](?:,\u0001:[\u0001\u0002])*+)?}");

    private JsonObjectText() {}

    static boolean is(String text) {
        if (!text.strip().startsWith("{") || MARKS.matcher(text).find()) {
            return false;
        }
        String words = STRING.matcher(text).replaceAll(STRING_MARK);
        String left = SPACE.matcher(WORD.matcher(words).replaceAll(VALUE_MARK)).replaceAll("");
        String before = "";
        while (!left.equals(before)) {
            before = left;
            left = NESTED.matcher(before).replaceAll(VALUE_MARK);
        }
        return left.equals(VALUE_MARK);
    }
}
