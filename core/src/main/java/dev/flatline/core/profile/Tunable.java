package dev.flatline.core.profile;

import dev.flatline.core.profile.Parameter.Unit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of a preset that depends on a few parameters: a pure function of their values.
 *
 * @param parameters what can be chosen
 * @param maker the part, from a value for every parameter
 */
public record Tunable<T>(List<Parameter> parameters, Function<ParameterValues, T> maker) {

    /** Copies the list. */
    public Tunable {
        parameters = List.copyOf(parameters);
    }

    /** A part that nothing can be chosen of. */
    static <T> Tunable<T> fixed(T part) {
        return new Tunable<>(List.of(), values -> part);
    }

    /**
     * The part with these values, and defaults for the rest.
     *
     * @param profile the name of the preset, for messages
     * @throws IllegalArgumentException for a parameter that there is not, listing those there are; or for a value that is
     *     out of range, naming it
     */
    public T with(String profile, ParameterValues given) {
        given.numbers()
                .keySet()
                .forEach(name ->
                        check(parameter(profile, name), parameter(profile, name).unit() != Unit.TEXT));
        given.texts()
                .keySet()
                .forEach(name ->
                        check(parameter(profile, name), parameter(profile, name).unit() == Unit.TEXT));
        ParameterValues all = ParameterValues.NONE;
        for (Parameter parameter : parameters) {
            all = parameter.unit() == Unit.TEXT
                    ? all.with(parameter.name(), given.texts().getOrDefault(parameter.name(), parameter.text()))
                    : all.with(
                            parameter.name(),
                            inRange(parameter, given.numbers().getOrDefault(parameter.name(), parameter.number())));
        }
        return maker.apply(all);
    }

    /**
     * The parameter with this name.
     *
     * @throws IllegalArgumentException listing those there are
     */
    Parameter parameter(String profile, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "profile " + profile + " has no parameter '" + name + "'; " + parameterNames()));
    }

    private String parameterNames() {
        return parameters.isEmpty()
                ? "it has none"
                : "it has: " + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    private static void check(Parameter parameter, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(parameter.name() + " is a " + parameter.unit());
        }
    }

    private static long inRange(Parameter parameter, long number) {
        if (number < 0 || (number == 0 && !parameter.optional())) {
            throw new IllegalArgumentException(parameter.name() + " must be positive: " + number);
        }
        return number;
    }
}
