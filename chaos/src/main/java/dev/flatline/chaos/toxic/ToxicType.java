package dev.flatline.chaos.toxic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type of toxic: its name, what it does, its attributes, and how to make one.
 *
 * @param name as in JSON and on the command line
 * @param description one line
 * @param toxiproxy whether Toxiproxy 2.12 has it, with exactly these attributes; then values are not range-checked where
 *     Toxiproxy does not
 * @param stream the directions it is on if nothing is said
 * @param parameters in the order in which they are shown
 * @param factory makes the toxic; throws IllegalArgumentException, with attribute, value and accepted range
 */
public record ToxicType(
        String name,
        String description,
        boolean toxiproxy,
        Stream stream,
        List<Parameter> parameters,
        Function<Values, Toxic> factory) {

    /** Copies the list. */
    public ToxicType {
        parameters = List.copyOf(parameters);
    }

    /** A type that Toxiproxy has. */
    public static Builder toxiproxy(String name, String description) {
        return new Builder(name, description, true, Stream.DOWNSTREAM);
    }

    /** A type that Toxiproxy does not have. */
    public static Builder own(String name, String description, Stream stream) {
        return new Builder(name, description, false, stream);
    }

    /** The attribute of a name. */
    public Optional<Parameter> parameter(String attribute) {
        return parameters.stream().filter(p -> p.name().equals(attribute)).findFirst();
    }

    /** The values when nothing is given. */
    public Values defaults() {
        return new Values(this);
    }

    /**
     * A toxic with these values.
     *
     * @throws IllegalArgumentException if a value is out of range; names attribute, value and accepted range
     */
    public Toxic create(Values values) {
        return factory.apply(values);
    }

    /** Builds a type, one attribute after another. */
    public static final class Builder {
        private final String name;
        private final String description;
        private final boolean toxiproxy;
        private final Stream stream;
        private final List<Parameter> parameters = new ArrayList<>();

        private Builder(String name, String description, boolean toxiproxy, Stream stream) {
            this.name = name;
            this.description = description;
            this.toxiproxy = toxiproxy;
            this.stream = stream;
        }

        /** A whole number. */
        public Builder whole(String attribute, long fallback, String about) {
            return with(attribute, Parameter.Kind.WHOLE, fallback, List.of(), about);
        }

        /** A number with a fraction. */
        public Builder real(String attribute, double fallback, String about) {
            return with(attribute, Parameter.Kind.REAL, fallback, List.of(), about);
        }

        /** One of some words. */
        public Builder word(String attribute, String fallback, List<String> words, String about) {
            return with(attribute, Parameter.Kind.WORD, fallback, words, about);
        }

        /** Any text. */
        public Builder text(String attribute, String fallback, String about) {
            return with(attribute, Parameter.Kind.TEXT, fallback, List.of(), about);
        }

        /** Yes or no. */
        public Builder flag(String attribute, boolean fallback, String about) {
            return with(attribute, Parameter.Kind.FLAG, fallback, List.of(), about);
        }

        /** The type. */
        public ToxicType make(Function<Values, Toxic> factory) {
            return new ToxicType(name, description, toxiproxy, stream, parameters, factory);
        }

        private Builder with(String attribute, Parameter.Kind kind, Object fallback, List<String> words, String about) {
            parameters.add(new Parameter(attribute, kind, fallback, words, about));
            return this;
        }
    }
}
