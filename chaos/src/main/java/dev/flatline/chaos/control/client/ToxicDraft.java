package dev.flatline.chaos.control.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a toxic; what is null or empty is left to the proxy, or as it is.
 *
 * @param attributes as texts; the client asks the proxy what kind each is of
 * @param ttl such as {@code 30s}; {@code none} for until it is taken off
 */
public record ToxicDraft(
        @Nullable String stream,
        @Nullable Double toxicity,
        Map<String, String> target,
        Map<String, String> attributes,
        @Nullable String ttl) {

    /** Nothing said. */
    public static final ToxicDraft EMPTY = new ToxicDraft(null, null, Map.of(), Map.of(), null);

    /** Copies the maps. */
    public ToxicDraft {
        target = Collections.unmodifiableMap(new LinkedHashMap<>(target));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The same with attributes. */
    public ToxicDraft withAttributes(Map<String, String> newAttributes) {
        return new ToxicDraft(stream, toxicity, target, newAttributes, ttl);
    }
}
