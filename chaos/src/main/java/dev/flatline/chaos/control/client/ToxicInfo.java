package dev.flatline.chaos.control.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A toxic as the proxy shows it.
 *
 * @param stream the directions it is on, in the word of the API
 * @param target conditions by their keys, in order
 * @param attributes as texts, in the type's order
 * @param ttl such as {@code 30s}; null for none
 */
public record ToxicInfo(
        String name,
        String type,
        String stream,
        double toxicity,
        Map<String, String> target,
        Map<String, String> attributes,
        @Nullable String ttl) {

    /** Copies the maps. */
    public ToxicInfo {
        target = Collections.unmodifiableMap(new LinkedHashMap<>(target));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
