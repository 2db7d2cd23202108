package dev.flatline.scenarios.file;

import dev.flatline.core.dialect.ClientWord;
import dev.flatline.core.dialect.ClientWords;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.load.WordTemplates;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code dialect} of a group: a name, or a section with a name and the words that its clients choose. */
final class DialectReader {

    private static final String KEY = "dialect";
    private static final String NAME = "name";

    private DialectReader() {}

    /** A dialect and what clients say in it. */
    record Spoken(Dialect dialect, ClientWords words) {}

    /**
     * Reads what a group speaks.
     *
     * @param byDefault that of the group's profile
     * @param request has the rows that words are filled in from; empty if it cannot be read, and then no column is unknown
     */
    static Optional<Spoken> read(Section group, Dialect byDefault, Optional<RequestPlan> request) {
        if (!group.has(KEY) || !group.isSection(KEY)) {
            return group.optional(KEY, byDefault.name(), Words.oneOf(ServerReader.DIALECTS))
                    .map(dialect -> new Spoken(dialect, ClientWords.NONE));
        }
        Optional<Dialect> named = Optional.ofNullable(
                ServerReader.DIALECTS.get(group.textOf(KEY, NAME).orElse(byDefault.name())));
        List<String> keys = new ArrayList<>(named.isPresent() ? List.of(NAME) : group.keysOf(KEY));
        named.ifPresent(
                dialect -> dialect.words().stream().map(ClientWord::name).forEach(keys::add));
        Section section = group.child(KEY, keys);
        Optional<Dialect> dialect = section.optional(NAME, byDefault.name(), Words.oneOf(ServerReader.DIALECTS));
        return dialect.flatMap(known -> {
            Map<String, String> texts = new LinkedHashMap<>();
            for (ClientWord word : known.words()) {
                if (section.has(word.name())) {
                    section.required(word.name(), text -> checked(word, text, request))
                            .ifPresent(text -> texts.put(word.name(), text));
                }
            }
            return section.build(() -> new Spoken(known, new ClientWords(texts)));
        });
    }

    /** Whatever the rows fill in, a JSON object stays one. */
    private static String checked(ClientWord word, String text, Optional<RequestPlan> request) {
        if (request.isEmpty()) {
            return text;
        }
        ClientRows rows = request.orElseThrow().rows();
        int last = Math.max(1, rows.rows().size());
        for (int row = 0; row < last; row++) {
            String filled = WordTemplates.filled(word, text, row, "group", rows.columns(), rows.of(row));
            if (word.isJson(text) && !JsonObjectText.is(filled)) {
                throw Quantity.bad(filled, "a JSON object, such as {\"token\":\"{client}\"}");
            }
        }
        return text;
    }
}
