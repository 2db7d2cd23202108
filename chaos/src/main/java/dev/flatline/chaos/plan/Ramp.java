package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.text.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that goes from one to another in equal steps, stays there, and may come back at the end.
 *
 * @param attribute {@value #TOXICITY}, or an attribute of the toxic that is a number
 * @param from the value at the beginning
 * @param to the value from {@code overNanos} on
 * @param overNanos how long the way there takes
 * @param steps how many steps each way has; the first value is set before the first of them
 * @param backNanos how long the way back takes, at the end; 0 for none
 */
public record Ramp(String attribute, double from, double to, long overNanos, int steps, long backNanos) {

    /** The share of connections that a toxic hits. */
    public static final String TOXICITY = "toxicity";

    /** What a ramp has unless something else is asked for. */
    public static final int DEFAULT_STEPS = 20;

    /** What a ramp has at most. */
    public static final int MAX_STEPS = 1_000;

    /** Checks the ranges. */
    public Ramp {
        if (overNanos <= 0 || backNanos < 0) {
            throw new IllegalArgumentException("over: accepted is a duration longer than 0");
        }
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("steps: " + steps + ", accepted is 1 to " + MAX_STEPS);
        }
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            throw new IllegalArgumentException(attribute + ": accepted is two numbers, such as 0 -> 0.3");
        }
        if (attribute.equals(TOXICITY) && (Math.min(from, to) < 0 || Math.max(from, to) > 1)) {
            throw new IllegalArgumentException(attribute + ": " + from + " -> " + to + ", accepted is 0 to 1");
        }
    }

    /** The steps of a ramp whose toxic is on for so long: from the first value at 0, none at the end itself. */
    public List<Level> levels(long forNanos) {
        if (overNanos + backNanos > forNanos) {
            throw new IllegalArgumentException("ramp: there and back takes longer than the toxic is on");
        }
        List<Level> levels = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            levels.add(new Level(part(overNanos, step), value(step)));
        }
        if (levels.get(steps).afterNanos() == forNanos) {
            levels.remove(steps);
        }
        for (int step = 1; backNanos > 0 && step < steps; step++) {
            levels.add(new Level(forNanos - backNanos + part(backNanos, step), value(steps - step)));
        }
        return levels;
    }

    /**
     * The toxic with a value of the ramp; a whole-numbered attribute takes the nearest.
     *
     * @throws IllegalArgumentException if the toxic has no such attribute, or it does not take the value
     */
    public PlacedToxic at(double value, PlacedToxic placed) {
        NamedToxic toxic = placed.toxic();
        boolean share = attribute.equals(TOXICITY);
        return new PlacedToxic(
                placed.proxy(),
                new NamedToxic(
                        toxic.name(),
                        toxic.stream(),
                        share ? value : toxic.toxicity(),
                        toxic.target(),
                        share ? toxic.toxic() : with(value, toxic.toxic())));
    }

    private Toxic with(double value, Toxic toxic) {
        List<String> accepted = new ArrayList<>(List.of(TOXICITY));
        for (Parameter parameter : toxic.type().parameters()) {
            boolean whole = parameter.kind() == Parameter.Kind.WHOLE;
            if (whole || parameter.kind() == Parameter.Kind.REAL) {
                if (parameter.name().equals(attribute)) {
                    Object number = whole ? (Object) Math.round(value) : (Object) value;
                    return toxic.type().create(toxic.values().with(attribute, number));
                }
                accepted.add(parameter.name());
            }
        }
        throw new IllegalArgumentException("ramp: '" + attribute + "', " + Nearest.accepted(attribute, accepted));
    }

    private double value(int step) {
        return step == steps ? to : from + (to - from) * step / steps;
    }

    private long part(long nanos, int step) {
        return nanos / steps * step + nanos % steps * step / steps;
    }
}
