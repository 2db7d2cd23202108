package dev.flatline.chaos.control.toxiproxy;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.Difference;
import dev.flatline.chaos.control.ToxicUpdate;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.GoStruct;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A toxic in the body of a request, with Toxiproxy's order of checks. */
final class ToxicInput {

    private static final String ATTRIBUTES = "attributes";

    private @Nullable String name;
    private String type = "";
    private String stream = Stream.DOWNSTREAM.word();
    private double toxicity = 1;
    private JsonElement attributes = JsonNull.INSTANCE;

    private ToxicInput() {}

    /**
     * A toxic to put on.
     *
     * @param taken whether there is one of a name already
     */
    static ToxicView read(String body, List<ToxicType> types, Compat compat, Predicate<String> taken) {
        ToxicInput input = new ToxicInput();
        input.readMembers(JsonBody.first(body));
        Stream direction = Stream.of(input.stream);
        if (direction == null || direction == Stream.BOTH) {
            throw ControlException.bad("stream was invalid, can be either upstream or downstream");
        }
        String shown = Difference.STREAM_AS_SENT.in(compat) ? input.stream : direction.word();
        String called = input.name == null || input.name.isEmpty() ? input.type + "_" + shown : input.name;
        ToxicType kind = types.stream()
                .filter(ToxicType::toxiproxy)
                .filter(known -> known.name().equals(input.type))
                .findFirst()
                .orElseThrow(() -> ControlException.bad("invalid toxic type"));
        if (taken.test(called)) {
            throw new ControlException(409, "toxic already exists");
        }
        Attributes given = new Attributes(kind, kind.defaults());
        String complaint = given.read(input.attributes);
        if (complaint != null) {
            throw JsonBody.bad(complaint);
        }
        Toxic toxic = create(kind, given.values);
        return new ToxicView(new NamedToxic(called, direction, input.toxicity, Target.EVERYONE, toxic), shown, null);
    }

    private void readMembers(JsonElement body) {
        GoStruct struct = new GoStruct("ToxicWrapper", "");
        String complaint = struct.text("name", value -> name = value)
                .text("type", value -> type = value)
                .text("stream", value -> stream = value)
                .float32("toxicity", value -> toxicity = value)
                .with(ATTRIBUTES, value -> {
                    attributes = value;
                    return value.isJsonObject() ? null : struct.wrong(Json.kind(value), ATTRIBUTES, "toxics.NoopToxic");
                })
                .read(body, "toxics.ToxicWrapper");
        if (complaint != null) {
            throw JsonBody.bad(complaint);
        }
    }

    /** What an update in a body makes of a toxic; see {@link Difference#PARTIAL_UPDATE}. */
    static ToxicUpdate update(JsonElement body, ToxicView before, Compat compat) {
        NamedToxic old = before.toxic();
        Attributes given = new Attributes(old.toxic().type(), old.toxic().values());
        double[] toxicity = {old.toxicity()};
        String complaint = new GoStruct("", "")
                .float32("toxicity", value -> toxicity[0] = value)
                .with(ATTRIBUTES, given::read)
                .read(
                        body,
                        "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32 "
                                + "\"json:\\\"toxicity\\\"\" }");
        if (complaint != null && !Difference.PARTIAL_UPDATE.in(compat)) {
            throw JsonBody.bad(complaint);
        }
        Toxic toxic = given.values.equals(old.toxic().values())
                ? old.toxic()
                : create(old.toxic().type(), given.values);
        boolean failed = complaint != null;
        NamedToxic next =
                new NamedToxic(old.name(), old.stream(), failed ? old.toxicity() : toxicity[0], old.target(), toxic);
        return new ToxicUpdate(before.with(next), failed ? JsonBody.bad(String.valueOf(complaint)) : null);
    }

    private static Toxic create(ToxicType type, Values values) {
        try {
            return type.create(values);
        } catch (IllegalArgumentException e) {
            throw JsonBody.bad(String.valueOf(e.getMessage()));
        }
    }

    /** Values that change attribute by attribute. */
    private static final class Attributes {
        private final ToxicType type;
        private Values values;

        Attributes(ToxicType type, Values values) {
            this.type = type;
            this.values = values;
        }

        /** Takes an object of attributes; returns the first complaint. */
        @Nullable String read(JsonElement given) {
            if (given.isJsonNull()) {
                return null;
            }
            String goType = goType(type.name());
            GoStruct fields = new GoStruct(goType, ATTRIBUTES + ".");
            type.parameters()
                    .forEach(parameter -> fields.whole(
                            parameter.name(),
                            goType.equals("SlicerToxic") ? "int" : "int64",
                            value -> values = values.with(parameter.name(), value)));
            return given.isJsonObject()
                    ? fields.readMembers(given.getAsJsonObject())
                    : new GoStruct("", "").wrong(Json.kind(given), ATTRIBUTES, "toxics." + goType);
        }

        private static String goType(String type) {
            if (type.equals("reset_peer")) {
                return "ResetToxic";
            }
            StringBuilder name = new StringBuilder();
            for (String word : type.split("_", -1)) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
            return name + "Toxic";
        }
    }
}
