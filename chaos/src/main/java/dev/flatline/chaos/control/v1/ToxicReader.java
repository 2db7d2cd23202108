package dev.flatline.chaos.control.v1;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.target.Condition;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads toxics from the bodies of requests, strictly. */
final class ToxicReader {

    private static final List<String> MEMBERS =
            List.of("name", "type", "stream", "toxicity", "target", "attributes", "ttl");
    private static final int MAX_NAME = 200;

    private final List<ToxicType> types;
    private final BiFunction<String, String, Condition> conditions;
    private final LongSupplier nanoTime;

    ToxicReader(List<ToxicType> types, BiFunction<String, String, Condition> conditions, LongSupplier nanoTime) {
        this.types = types;
        this.conditions = conditions;
        this.nanoTime = nanoTime;
    }

    /**
     * A whole toxic; what is missing has its default.
     *
     * @param name its name if the path says it; null if the body may
     */
    ToxicView whole(String body, @Nullable String name) {
        Members members = Members.of(body, MEMBERS);
        checkSame("name", members.text("name"), name);
        ToxicType type = type(members.needed("type"));
        Stream stream = members.text("stream").map(ToxicReader::stream).orElse(type.stream());
        String called = name != null ? name : members.text("name").orElse(type.name() + "_" + stream.word());
        checkName(called);
        Values values = values(type, type.defaults(), members.object("attributes"));
        NamedToxic toxic = new NamedToxic(
                called,
                stream,
                members.share("toxicity").orElse(1.0),
                members.object("target").map(this::target).orElse(Target.EVERYONE),
                create(type, values));
        return new ToxicView(toxic, stream.word(), ttl(members));
    }

    /** What the members that are there make of a toxic. */
    ToxicView merged(String body, ToxicView before) {
        NamedToxic old = before.toxic();
        ToxicType type = old.toxic().type();
        Members members = Members.of(body, MEMBERS);
        checkSame("name", members.text("name"), old.name());
        checkSame("type", members.text("type"), type.name());
        Stream stream = members.text("stream").map(ToxicReader::stream).orElse(old.stream());
        Values values = values(type, old.toxic().values(), members.object("attributes"));
        Toxic toxic = values.equals(old.toxic().values()) ? old.toxic() : create(type, values);
        NamedToxic next = new NamedToxic(
                old.name(),
                stream,
                members.share("toxicity").orElse(old.toxicity()),
                members.object("target").map(this::target).orElse(old.target()),
                toxic);
        return new ToxicView(
                next.equals(old) ? old : next, stream.word(), members.has("ttl") ? ttl(members) : before.ttl());
    }

    private static void checkSame(String name, Optional<String> given, @Nullable String fixed) {
        if (fixed != null && given.isPresent() && !given.get().equals(fixed)) {
            throw ControlException.bad(name + ": '" + given.get() + "', but it is '" + fixed + "' and stays so");
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw ControlException.bad("name: " + name.length() + " characters, accepted are 1 to " + MAX_NAME);
        }
    }

    private ToxicType type(String name) {
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ControlException.bad("type: unknown type " + name + "; "
                        + Nearest.hint(name, types.stream().map(ToxicType::name).toList())));
    }

    private static Stream stream(String word) {
        Stream stream = Stream.of(word);
        if (stream == null) {
            throw ControlException.bad("stream: '" + word + "', accepted is upstream, downstream or both");
        }
        return stream;
    }

    /** Conditions from an object of keys and values. */
    Target target(JsonObject object) {
        List<Condition> parsed = new ArrayList<>();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            if (!member.getValue().isJsonPrimitive()) {
                throw Members.wrong("target." + member.getKey(), member.getValue(), "a text or a number");
            }
            try {
                parsed.add(conditions.apply(member.getKey(), member.getValue().getAsString()));
            } catch (IllegalArgumentException e) {
                throw ControlException.bad(String.valueOf(e.getMessage()));
            }
        }
        return new Target(parsed);
    }

    private static Values values(ToxicType type, Values before, Optional<JsonObject> attributes) {
        Values values = before;
        List<String> known =
                type.parameters().stream().map(parameter -> parameter.name()).toList();
        Members.of("attributes", attributes.orElse(new JsonObject()), known);
        for (Map.Entry<String, JsonElement> member :
                attributes.orElse(new JsonObject()).entrySet()) {
            String name = "attributes." + member.getKey();
            if (!member.getValue().isJsonPrimitive()) {
                throw Members.wrong(name, member.getValue(), "a number, a text, true or false");
            }
            try {
                values = values.with(member.getKey(), plain(member.getValue().getAsJsonPrimitive()));
            } catch (IllegalArgumentException e) {
                throw ControlException.bad("attributes." + e.getMessage());
            }
        }
        return values;
    }

    private static Object plain(JsonPrimitive value) {
        if (value.isBoolean()) {
            return value.getAsBoolean();
        }
        if (value.isString()) {
            return value.getAsString();
        }
        try {
            return Long.parseLong(value.getAsString());
        } catch (NumberFormatException fraction) {
            return value.getAsDouble();
        }
    }

    private static Toxic create(ToxicType type, Values values) {
        try {
            return type.create(values);
        } catch (IllegalArgumentException e) {
            throw ControlException.bad("attributes." + e.getMessage());
        }
    }

    private @Nullable TimeToLive ttl(Members members) {
        return members.text("ttl")
                .map(text -> TtlText.nanos("ttl", text))
                .map(nanos -> new TimeToLive(nanos, nanoTime.getAsLong() + nanos))
                .orElse(null);
    }
}
