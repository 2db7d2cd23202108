package dev.flatline.scenarios.run;

import java.util.Locale;
import java.util.OptionalLong;

/** What of the memory of this process, and of its connections, is in use. */
interface MemoryReading {

    /** What takes memory. */
    enum Part {
        /** What the last collection left of the heap. */
        HEAP("no collection has told yet what of the heap is in use"),
        /** What Netty took outside of the heap. */
        DIRECT("Netty does not count it here"),
        /** Pages of this process that are resident. */
        RSS("/proc/self/statm cannot be read"),
        /** What the kernel keeps in the buffers of all TCP sockets. */
        KERNEL("/proc/net/sockstat cannot be read");

        private final String unknown;

        Part(String unknown) {
            this.unknown = unknown;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        String unknown() {
            return unknown;
        }
    }

    /** Bytes of a part at the start of a run. */
    OptionalLong first(Part part);

    /** Bytes of a part now; empty where nobody knows. */
    OptionalLong now(Part part);

    /** Bytes of the heap that are in use, or garbage. */
    long heapInUse();
}
