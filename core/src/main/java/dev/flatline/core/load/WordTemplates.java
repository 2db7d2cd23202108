package dev.flatline.core.load;

import dev.flatline.core.dialect.ClientWord;
import dev.flatline.core.dialect.ClientWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The words of a dialect that differ from client to client. */
public final class WordTemplates {

    private WordTemplates() {}

    /**
     * The text of a word for one client.
     *
     * @param row the client's values, one for each column
     * @throws IllegalArgumentException if the text is no template, or takes something from an unknown column
     */
    public static String filled(
            ClientWord word, String text, int client, String group, List<String> columns, List<String> row) {
        return word.isJson(text)
                ? Template.ofJson(text, columns).fill(client, group, row, ClientWords::escaped)
                : Template.parse(text, columns).fill(client, group, row, UnaryOperator.identity());
    }

    static ClientWords filled(ClientPlan plan, int client, String group) {
        ClientRows rows = plan.request().rows();
        Map<String, String> filled = new HashMap<>();
        for (ClientWord word : plan.dialect().words()) {
            String text = plan.words().texts().get(word.name());
            if (text != null) {
                filled.put(word.name(), filled(word, text, client, group, rows.columns(), rows.of(client)));
            }
        }
        return new ClientWords(filled);
    }
}
