package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** How often something happened, by cause, and where a cause has codes, by code as well. Not thread-safe. */
final class CauseCounts {

    /** The causes whose code is the peer's. */
    private static final Set<CloseCause> CODED = EnumSet.of(CloseCause.CLOSE_FRAME, CloseCause.UPGRADE_REJECTED);

    private final Map<CloseCause, Long> byCause = new EnumMap<>(CloseCause.class);
    private final Map<CloseCause, Map<Integer, Long>> byCode = new EnumMap<>(CloseCause.class);

    /** It happened once more; {@code code} is the Close code or the HTTP status, or 0. */
    void count(CloseCause cause, int code) {
        byCause.merge(cause, 1L, Long::sum);
        if (code != 0 && CODED.contains(cause)) {
            byCode.computeIfAbsent(cause, none -> new TreeMap<>()).merge(code, 1L, Long::sum);
        }
    }

    /** How often it happened. */
    long sum() {
        return byCause.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Tells each count: that of a cause by its label, and behind it those of its codes by label, dot and code. */
    void tell(ObjLongConsumer<String> count) {
        byCause.forEach((cause, all) -> {
            count.accept(cause.label(), all);
            byCode.getOrDefault(cause, Map.of())
                    .forEach((code, some) -> count.accept(cause.label() + "." + code, some));
        });
    }
}
