package dev.flatline.chaos;

import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Toxics as faults of a plan: checked when they are read, carried as plain data, made again where they are done. */
public final class ToxicFaults {

    private static final ToxicReader READER = new ToxicReader(ToxicTypes.all());

    private ToxicFaults() {}

    /**
     * Reads the name of a type, or a map of {@code type}, {@code stream} and {@code attributes}. All attributes are in the
     * fault, those that were not given too; only an empty text is left out.
     *
     * @param path the keys that lead to it; may be empty
     * @throws dev.flatline.chaos.data.DataException if it cannot be read
     */
    public static Fault.Toxic read(@Nullable Object data, String path) {
        NamedToxic named = READER.bare(data, path);
        Toxic toxic = named.toxic();
        Map<String, String> attributes = new LinkedHashMap<>();
        toxic.values().asMap().forEach((name, value) -> {
            if (!value.equals("")) {
                attributes.put(name, value.toString());
            }
        });
        Set<Direction> directions =
                Arrays.stream(Direction.values()).filter(named.stream()::covers).collect(Collectors.toSet());
        boolean silent = toxic.silences() && named.stream() == Stream.BOTH;
        return new Fault.Toxic(
                toxic.type().name(),
                directions,
                attributes,
                toxic.disables(),
                silent,
                toxic.type().description());
    }

    /** What {@link #read} reads: the map with every default. */
    public static Map<String, Object> data(Fault.Toxic fault) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", fault.type());
        data.put("stream", stream(fault).word());
        data.put("attributes", fault.attributes());
        return data;
    }

    /** Whether a fault of the plan depends on upgrade requests or frames, so that every connection's must be followed. */
    public static boolean needRequests(FaultPlan plan) {
        return plan.faults().stream().anyMatch(entry -> needsRequest(entry.fault()));
    }

    static boolean needsRequest(Fault fault) {
        return fault instanceof Fault.Toxic toxic && toxic(toxic).needsRequest();
    }

    /** Whether a fault of the plan has the kernel drop packets, which is not possible everywhere. */
    public static boolean losePackets(FaultPlan plan) {
        return plan.faults().stream().anyMatch(entry -> losesPackets(entry.fault()));
    }

    static boolean losesPackets(Fault fault) {
        return fault instanceof Fault.Toxic toxic && toxic(toxic).losesPackets();
    }

    /** The toxic itself. */
    static Toxic toxic(Fault.Toxic fault) {
        return READER.bare(data(fault), "").toxic();
    }

    /** The directions it is on. */
    static Stream stream(Fault.Toxic fault) {
        if (fault.directions().size() > 1) {
            return Stream.BOTH;
        }
        return fault.directions().contains(Direction.UPSTREAM) ? Stream.UPSTREAM : Stream.DOWNSTREAM;
    }
}
