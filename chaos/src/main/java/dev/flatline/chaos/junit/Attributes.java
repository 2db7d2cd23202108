package dev.flatline.chaos.junit;

import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.time.Duration;

/** Attributes as tests give them: durations too, where the unit is milliseconds. */
final class Attributes {

    private static final String MILLIS = "milliseconds";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Attributes() {}

    /**
     * The values with one more.
     *
     * @throws IllegalArgumentException if the type does not have it, or not in that form; says what is accepted
     */
    static Values with(ToxicType type, Values values, String attribute, Object value) {
        Parameter parameter = type.parameter(attribute).orElse(null);
        if (parameter == null || !(value instanceof Duration duration)) {
            return values.with(attribute, value);
        }
        long nanos = duration.toNanos();
        boolean whole = parameter.kind() == Parameter.Kind.WHOLE;
        if (!parameter.description().startsWith(MILLIS) || (whole && nanos % NANOS_PER_MILLI != 0)) {
            throw new IllegalArgumentException(
                    attribute + ": " + duration + ", accepted is a number: " + parameter.description());
        }
        return values.with(attribute, whole ? (Object) (nanos / NANOS_PER_MILLI) : (double) nanos / NANOS_PER_MILLI);
    }
}
