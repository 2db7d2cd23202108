package dev.flatline.chaos.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One injection.
 *
 * @param sequence from 1, without gaps, in the order in which they happened
 * @param fields what there is to say of it, in the order in which it is shown: numbers, texts, booleans, lists and maps of
 *     these. {@code seq} is not among them
 */
public record LedgerEntry(long sequence, Map<String, Object> fields) {

    /** Copies the map. */
    public LedgerEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
