package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Part;
import dev.flatline.scenarios.unit.Quantity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which clients an objective is about: {@code {fault=blackhole}}, {@code {fault=1}} or {@code {group=phones}}, or all.
 *
 * @param kind by what they are chosen
 * @param name which of those; empty for all clients
 */
public record Scope(Kind kind, String name) {

    /** By what clients are chosen. */
    public enum Kind {
        /** All of them. */
        ALL,
        /** Those that a fault hit, by its kind or its place in the timeline. */
        FAULT,
        /** Those of a group. */
        GROUP
    }

    static final Scope ALL = new Scope(Kind.ALL, "");

    private static final Pattern SHAPE = Pattern.compile("\\{\\s*(fault|group)\\s*=\\s*([\\w.-]+)\\s*\\}");

    /** Reads what stands in braces, braces too; nothing is all. */
    static Scope parse(String text) {
        if (text.isEmpty()) {
            return ALL;
        }
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw Quantity.bad(text, "{fault=KIND}, {fault=INDEX} or {group=NAME}");
        }
        return new Scope(shape.group(1).equals("fault") ? Kind.FAULT : Kind.GROUP, shape.group(2));
    }

    /** The parts that it means among these faults: more than one if several are of that kind, none if none has begun. */
    List<Part> parts(List<FaultOutcome> faults) {
        return switch (kind) {
            case ALL -> List.of(Part.WHOLE);
            case GROUP -> List.of(new Part.OfGroup(name));
            case FAULT ->
                faults.stream()
                        .filter(fault -> means(fault.index(), fault.label()))
                        .<Part>map(fault -> new Part.OfFault(fault.index()))
                        .toList();
        };
    }

    /** Whether it means a fault of this place and kind. */
    public boolean means(int index, String label) {
        return kind == Kind.FAULT && (name.equals(label) || name.equals(Integer.toString(index)));
    }
}
