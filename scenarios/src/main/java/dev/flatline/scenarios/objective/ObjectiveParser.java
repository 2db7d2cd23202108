package dev.flatline.scenarios.objective;

import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what an objective asks for, by descent:
 *
 * <pre>
 * condition = both { "or" both }
 * both      = single { "and" single }
 * single    = "(" condition ")" | claim
 * </pre>
 */
final class ObjectiveParser {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 20;
    private static final Pattern CLAIM =
            Pattern.compile("([\\w.-]+)\\s*(\\{[^}]*\\})?\\s*(<=|>=|==|!=|<|>)\\s*([^\\s()]+)");

    private final String text;
    private int at;
    private int depth;

    private ObjectiveParser(String text) {
        this.text = text;
    }

    static Condition parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Quantity.bad(text, "an objective of at most " + MAX_LENGTH + " characters");
        }
        ObjectiveParser parser = new ObjectiveParser(text);
        Condition condition = parser.condition();
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.wrong("'and', 'or' or nothing more");
        }
        return condition;
    }

    private Condition condition() {
        List<Condition> parts = new ArrayList<>(List.of(both()));
        while (word("or")) {
            parts.add(both());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition both() {
        List<Condition> parts = new ArrayList<>(List.of(single()));
        while (word("and")) {
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition single() {
        skipSpace();
        if (!text.startsWith("(", at)) {
            return claim();
        }
        if (++depth > MAX_DEPTH) {
            throw wrong("at most " + MAX_DEPTH + " parentheses in each other");
        }
        at++;
        Condition inner = condition();
        skipSpace();
        if (!text.startsWith(")", at)) {
            throw wrong("')'");
        }
        at++;
        depth--;
        return inner;
    }

    private Condition claim() {
        Matcher shape = CLAIM.matcher(text).region(at, text.length());
        if (!shape.lookingAt()) {
            throw wrong("metric[.stat][{fault=… or group=…}] op value[unit], such as 'detect.client.max < 5s'");
        }
        at = shape.end();
        String scope = shape.group(2) == null ? "" : shape.group(2);
        return ClaimParser.claim(shape.group(1), scope, shape.group(3), shape.group(4));
    }

    private boolean word(String word) {
        skipSpace();
        int end = at + word.length();
        boolean here =
                text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        at = here ? end : at;
        return here;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String accepted) {
        String place = at == 0 ? accepted : accepted + ", at character " + (at + 1);
        return Quantity.bad(text.substring(at), place);
    }
}
