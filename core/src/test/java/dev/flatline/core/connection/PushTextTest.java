package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushTextTest {

    @Test
    void isReadableAndAsLongAsAskedFor() {
        byte[] text = new PushText(11, 3, 0x1234, 0x1235).write(70);

        assertEquals("fp:c:3:1234:1235:" + ".".repeat(53), new String(text, StandardCharsets.US_ASCII));
    }

    @Test
    void readsBackWhateverTheNumbers() {
        for (PushText text : new PushText[] {
            new PushText(-1, 0, 0, 0),
            new PushText(99_999_999, Long.MAX_VALUE, -1, Long.MIN_VALUE),
            new PushText(0, 1, Long.MAX_VALUE, 7)
        }) {
            assertEquals(Optional.of(text), PushText.read(text.write(PushText.MIN_BYTES)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f",
                "fp",
                "fp:",
                "fl:1:2:",
                "fp:1:2:3:",
                "fp:1:2:3:4",
                "fp::2:3:4:",
                "fp:1:2:3:g:",
                "fp:1:fffffffffffffffff:3:4:",
                "fp:1:ffffffffffffffff:3:4:",
                "fp:ffffffffff:2:3:4:",
                "fp:1:2:3:4;"
            })
    void whatIsNotOursIsNotRead(String text) {
        assertEquals(Optional.empty(), PushText.read(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aCutOffMessageIsNotRead() {
        byte[] text = new PushText(11, 3, 0x1234, 0x1235).write(64);

        for (int length = 0; length < 17; length++) {
            assertEquals(Optional.empty(), PushText.read(Arrays.copyOf(text, length)));
        }
        assertArrayEquals(
                text, PushText.read(Arrays.copyOf(text, 17)).orElseThrow().write(64));
    }
}
