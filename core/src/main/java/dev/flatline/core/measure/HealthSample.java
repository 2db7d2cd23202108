package dev.flatline.core.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What machine and processes looked like at an instant.
 *
 * @param gauges levels by the name of their metric; what was not seen is not there
 * @param counts what was counted since the start of the run, likewise
 * @param absent what this run cannot see, with the reason
 */
public record HealthSample(Map<String, Double> gauges, Map<String, Long> counts, Map<String, String> absent) {

    /** Copies the maps and keeps their order. */
    public HealthSample {
        gauges = Collections.unmodifiableMap(new LinkedHashMap<>(gauges));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    }
}
