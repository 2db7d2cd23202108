package dev.flatline.scenarios.run;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * The memory of this process, and what one connection takes of it: what was added since the start when most connections were open,
 * over that number. Whatever stands in this process is in it: clients, and the proxy and the server if they are not elsewhere.
 */
final class MemoryProbe implements HealthProbe {

    private static final int LEAST_CONNECTIONS = 100;
    private static final String TOO_FEW = "fewer than " + LEAST_CONNECTIONS + " connections were open";

    private final IntSupplier open;
    private final MemoryReading memory;
    private final Map<MemoryReading.Part, Long> atStart = new HashMap<>();
    private int mostOpen;

    /**
     * Takes what is in use by now for the start.
     *
     * @param open how many clients' connections are open
     */
    MemoryProbe(IntSupplier open, MemoryReading memory) {
        this.open = open;
        this.memory = memory;
        for (MemoryReading.Part part : MemoryReading.Part.values()) {
            memory.first(part).ifPresent(bytes -> atStart.put(part, bytes));
        }
    }

    @Override
    public void look(Sheet sheet, long sinceLastNanos) {
        sheet.gauge("generator.heap", (double) memory.heapInUse());
        told(sheet, "generator.rss", MemoryReading.Part.RSS, memory.now(MemoryReading.Part.RSS));
        int now = open.getAsInt();
        boolean fullest = now >= LEAST_CONNECTIONS && now > mostOpen;
        mostOpen = fullest ? now : mostOpen;
        for (MemoryReading.Part part : MemoryReading.Part.values()) {
            String name = "bytes_per_connection." + part.label();
            if (mostOpen == 0) {
                sheet.absent(name, TOO_FEW);
            } else if (fullest) {
                told(sheet, name, part, grown(part));
            }
        }
    }

    private OptionalLong grown(MemoryReading.Part part) {
        OptionalLong now = memory.now(part);
        Long before = atStart.get(part);
        return now.isPresent() && before != null
                ? OptionalLong.of(Math.max(0, (now.getAsLong() - before) / mostOpen))
                : OptionalLong.empty();
    }

    private static void told(Sheet sheet, String name, MemoryReading.Part part, OptionalLong value) {
        value.ifPresentOrElse(bytes -> sheet.gauge(name, (double) bytes), () -> sheet.absent(name, part.unknown()));
    }
}
