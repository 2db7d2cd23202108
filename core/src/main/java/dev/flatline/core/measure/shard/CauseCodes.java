package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.CloseCause;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Causes as bytes. Both ends are the same build, so the order of the enumeration is the code. */
final class CauseCodes {

    private static final List<CloseCause> CAUSES = List.of(CloseCause.values());
    private static final Map<CloseCause, Byte> CODES = new EnumMap<>(CloseCause.class);

    static {
        for (int code = 0; code < CAUSES.size(); code++) {
            CODES.put(CAUSES.get(code), (byte) code);
        }
    }

    private CauseCodes() {}

    static byte of(CloseCause cause) {
        return CODES.getOrDefault(cause, (byte) -1);
    }

    static CloseCause cause(byte code) {
        return CAUSES.get(code);
    }
}
