package dev.flatline.core.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The words that clients chose, by name: see {@link Dialect#words}. Immutable.
 *
 * @param texts what each one says; a word that is not there is said as the dialect says it by itself
 */
public record ClientWords(Map<String, String> texts) {

    /** Nothing chosen. */
    public static final ClientWords NONE = new ClientWords(Map.of());

    private static final byte[] NOTHING = {};

    /** Copies the map. */
    public ClientWords {
        texts = Map.copyOf(texts);
    }

    /** Whether nothing was chosen. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** What stands between the quotes of a JSON string with this text. */
    public static String escaped(String text) {
        String quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    boolean has(ClientWord word) {
        return texts.containsKey(word.name());
    }

    /** The text of a word as it is. */
    String text(ClientWord word, String byDefault) {
        return texts.getOrDefault(word.name(), byDefault);
    }

    /** The text of a word as a JSON string. */
    String string(ClientWord word, String byDefault) {
        return quoted(text(word, byDefault));
    }

    static String quoted(String text) {
        return new String(JsonStrings.around(NOTHING, Words.utf8(text), NOTHING), StandardCharsets.UTF_8);
    }
}
