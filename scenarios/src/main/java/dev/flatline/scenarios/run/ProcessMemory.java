package dev.flatline.scenarios.run;

import dev.flatline.wire.DirectMemory;
import dev.flatline.wire.tcp.TcpStates;
import dev.flatline.wire.tcp.TcpTotals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The memory of this process, as the JVM, Netty and {@code /proc} tell it. Pages are taken for 4 KiB. */
final class ProcessMemory implements MemoryReading {

    private static final long PAGE_BYTES = 4_096;
    private static final int RESIDENT = 1;
    private static final int LINE = 256;

    private final Path proc;
    private final TcpStates tcp;

    ProcessMemory(Path proc, TcpStates tcp) {
        this.proc = proc;
        this.tcp = tcp;
    }

    /** Of a heap that was never collected, what is in use is the most that can be in use of it. */
    @Override
    public OptionalLong first(Part part) {
        return part == Part.HEAP ? OptionalLong.of(collected().orElse(heapInUse())) : now(part);
    }

    @Override
    public OptionalLong now(Part part) {
        return switch (part) {
            case HEAP -> collected();
            case DIRECT -> DirectMemory.bytes();
            case RSS -> resident();
            case KERNEL -> kernel();
        };
    }

    @Override
    public long heapInUse() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static OptionalLong collected() {
        List<MemoryUsage> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .toList();
        long bytes = pools.stream().mapToLong(MemoryUsage::getUsed).sum();
        return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** {@code statm}: pages of the whole, then those that are resident. */
    private OptionalLong resident() {
        try (InputStream in = Files.newInputStream(proc.resolve("self/statm"))) {
            String[] words = new String(in.readNBytes(LINE), StandardCharsets.US_ASCII).split(" +", -1);
            return words.length > RESIDENT
                    ? OptionalLong.of(Long.parseLong(words[RESIDENT]) * PAGE_BYTES)
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong kernel() {
        return tcp.totals()
                .value()
                .map(TcpTotals::memoryPages)
                .map(pages -> OptionalLong.of(pages * PAGE_BYTES))
                .orElse(OptionalLong.empty());
    }
}
