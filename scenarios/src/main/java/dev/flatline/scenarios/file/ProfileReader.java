package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.Parameter.Unit;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a heartbeat that is the preset of a real server: {@code profile}, and those of its parameters that are given. */
final class ProfileReader {

    private static final Map<String, ServerProfile> PROFILES = profiles();

    private ProfileReader() {}

    static Optional<HeartbeatRule> read(Section side) {
        ServerProfile known = PROFILES.get(side.textOf("heartbeat", "profile").orElse(""));
        Section beat = side.child(
                "heartbeat", known == null ? List.copyOf(side.keysOf("heartbeat")) : keys(known.parameters()));
        Optional<ServerProfile> profile = beat.required("profile", Words.oneOf(PROFILES));
        return profile.flatMap(found -> {
            ParameterValues values = values(beat, found.parameters());
            return beat.build(() -> found.rule(values));
        });
    }

    /** The keys of a section that names a preset with these parameters. */
    static List<String> keys(List<Parameter> parameters) {
        List<String> keys = new ArrayList<>(List.of("profile"));
        parameters.forEach(parameter -> keys.add(parameter.name()));
        return keys;
    }

    /** What a section says of these parameters, and their defaults. */
    static ParameterValues values(Section beat, List<Parameter> parameters) {
        ParameterValues values = ParameterValues.NONE;
        for (Parameter parameter : parameters) {
            String name = parameter.name();
            String byDefault = textOf(parameter);
            if (parameter.unit() == Unit.TEXT) {
                values = values.with(
                        name, beat.optional(name, byDefault, text -> text).orElse(""));
            } else {
                values = values.with(
                        name, beat.optional(name, byDefault, reader(parameter)).orElse(0L));
            }
        }
        return values;
    }

    /** The default of a parameter, as a scenario file writes it. */
    static String textOf(Parameter parameter) {
        return switch (parameter.unit()) {
            case DURATION -> Durations.text(parameter.number());
            case COUNT -> Long.toString(parameter.number());
            case TEXT -> parameter.text();
        };
    }

    private static Function<String, Long> reader(Parameter parameter) {
        if (parameter.unit() == Unit.COUNT) {
            return text -> (long) Quantity.count(text);
        }
        return parameter.optional() ? Quantity::durationNanos : Words::positiveNanos;
    }

    private static Map<String, ServerProfile> profiles() {
        Map<String, ServerProfile> byName = new LinkedHashMap<>();
        ServerProfiles.all().forEach(profile -> byName.put(profile.name(), profile));
        return byName;
    }
}
