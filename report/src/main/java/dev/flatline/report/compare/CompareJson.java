package dev.flatline.report.compare;

import dev.flatline.report.Build;
import dev.flatline.report.files.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison for programs, as {@code docs/compare.md} describes it: the same comparison gives the same text. */
public final class CompareJson {

    private static final int SCHEMA = 1;

    private CompareJson() {}

    /** The whole file. */
    public static String text(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("flatline", Build.flatline());
        json.put(
                "verdict",
                comparison.isRegression() ? "regression" : comparison.isInvalid() ? "invalid" : "no-regression");
        List<Object> sides = new ArrayList<>();
        for (int side = 0; side < comparison.sides().size(); side++) {
            sides.add(side(comparison, side));
        }
        json.put("sides", sides);
        json.put("settings", comparison.settings());
        json.put("notes", comparison.notes());
        json.put("objectives", comparison.objectives());
        json.put("numbers", comparison.rows().stream().map(CompareJson::number).toList());
        return JsonText.of(json);
    }

    private static Map<String, Object> side(Comparison comparison, int index) {
        Side side = comparison.sides().get(index);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", side.name());
        json.put("runs", side.size());
        json.put(
                "seeds",
                side.results().stream().map(run -> run.identity().seed()).toList());
        json.put("invalidLeftOut", side.leftOut());
        json.put("repeatedLeftOut", side.repeated());
        if (index > 0) {
            json.put("words", comparison.verdict().get(index - 1));
            json.put("regression", comparison.isRegression(index));
            json.put("newlyMissed", comparison.newlyMissed(index));
        }
        return json;
    }

    private static Map<String, Object> number(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name());
        json.put("kind", word(row.kind()));
        if (row.kind() == Kind.DURATION) {
            json.put("unit", "ms");
        }
        json.put("decides", row.decides());
        json.put("values", row.values());
        List<Object> changes = new ArrayList<>();
        for (Row.Change change : row.changes()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("verdict", word(change.verdict()));
            each.put("shift", change.shift());
            each.put("share", change.share());
            each.put("low", change.low());
            each.put("high", change.high());
            each.put("reason", change.reason());
            changes.add(each);
        }
        json.put("changes", changes);
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
