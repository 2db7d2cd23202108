package dev.flatline.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcFilesTest {

    /** As proc(5) has it: user and system time are the 14th and 15th word, those of children the next two. */
    private static final String STAT =
            "1234 (a (strange) name) S 1 1234 1234 0 -1 4194560 100 200 0 0 150 25 7 3 20 0 12 0 99 1000 50";

    @Test
    void readsUserAndSystemTimeBehindAnyName() {
        assertEquals(175, ProcFiles.ticks(STAT));
    }

    @Test
    void addsTheTimeOfProcessesThatEnded() {
        assertEquals(185, ProcFiles.ticksWithChildren(STAT));
    }

    @Test
    void readsResidentMemoryInBytes() throws IOException {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  90000 kB", "VmRSS:\t   77824 kB", "Threads:\t12");

        assertEquals(77_824L << 10, ProcFiles.residentBytes(status));
    }

    @Test
    void aProcessWithoutMemoryIsAnError() {
        assertThrows(IOException.class, () -> ProcFiles.residentBytes(List.of("Name:\tkthreadd")));
    }
}
