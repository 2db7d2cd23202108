package dev.flatline.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTotalsTest {

    @Test
    void readsSocketsOrphansAndMemory() {
        String text = """
                sockets: used 16
                TCP: inuse 14 orphan 2 tw 3 alloc 17 mem 5
                UDP: inuse 0 mem 1
                """;

        assertEquals(Optional.of(new TcpTotals(14, 2, 5)), TcpTotals.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UDP: inuse 0 mem 1", "TCP: inuse 14 orphan", "TCP: inuse many orphan 2 mem 5"})
    void whatIsNotThereIsUnknown(String text) {
        assertEquals(Optional.empty(), TcpTotals.parse(text));
    }
}
