package dev.flatline.wire;

import io.netty.util.internal.PlatformDependent;
import java.util.OptionalLong;

/** Memory outside of the heap. */
public final class DirectMemory {

    private DirectMemory() {}

    /** Bytes that Netty has taken, in whatever way; the JVM's own figure does not see all of it. Empty where Netty does not count. */
    public static OptionalLong bytes() {
        long bytes = PlatformDependent.usedDirectMemory();
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
