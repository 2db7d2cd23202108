package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.measure.EventLoopPart;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Words as numbers. Both ends are the same build, so the place in the enumeration is the code. */
final class Codes {

    private static final List<CloseCause> CAUSES = List.of(CloseCause.values());
    private static final List<EventLoopPart> PARTS = List.of(EventLoopPart.values());
    private static final Map<CloseCause, Byte> CODES = new EnumMap<>(CloseCause.class);

    static {
        for (int code = 0; code < CAUSES.size(); code++) {
            CODES.put(CAUSES.get(code), (byte) code);
        }
    }

    private Codes() {}

    static byte of(CloseCause cause) {
        return CODES.getOrDefault(cause, (byte) -1);
    }

    static CloseCause cause(byte code) {
        return CAUSES.get(code);
    }

    static int of(EventLoopPart part) {
        return PARTS.indexOf(part);
    }

    static EventLoopPart part(int code) {
        return PARTS.get(code);
    }
}
