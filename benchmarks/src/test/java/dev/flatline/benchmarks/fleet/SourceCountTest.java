package dev.flatline.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SourceCountTest {

    private final Map<String, Long> counts = new HashMap<>();

    @Test
    void countsOpenConnectionsToThePortBySourceAddress() {
        SourceCount.count(
                Stream.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1",
                        "   1: 0100007F:8001 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 2",
                        "   2: 0200007F:8001 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 3",
                        "   3: 0200007F:8002 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4",
                        "   4: 0100007F:1F90 0200007F:8002 01 00000000:00000000 00:00000000 00000000     0        0 5",
                        "   5: 0100007F:8003 0100007F:1F90 06 00000000:00000000 00:00000000 00000000     0        0 6",
                        "   6: 0100007F:8004 0100007F:1F91 01 00000000:00000000 00:00000000 00000000     0        0 7"),
                0x1F90,
                counts);

        assertEquals(Map.of("0100007F", 1L, "0200007F", 2L), counts);
    }
}
