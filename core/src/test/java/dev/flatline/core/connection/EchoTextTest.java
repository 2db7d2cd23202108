package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 48", "7, 123456789, 64", "4611686018427387904, 9000000000000000000, 48", "1, 2, 1048576"})
    void readsBackWhatItWrote(long sequence, long sentNanos, int bytes) {
        byte[] text = EchoText.write(sequence, sentNanos, bytes);

        assertEquals(bytes, text.length);
        assertEquals(sequence, EchoText.sequence(text));
        assertEquals(sentNanos, EchoText.sentNanos(text));
    }

    @Test
    void isReadableTextFilledUpWithDots() {
        String text = new String(EchoText.write(12, 345, 48), StandardCharsets.US_ASCII);

        assertEquals("fl:12:345:" + ".".repeat(38), text);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, -1"})
    void negativeNumbersAreNotOurs(long sequence, long sentNanos) {
        byte[] text = EchoText.write(sequence, sentNanos, 64);

        assertEquals(sequence < 0 ? -1 : sequence, EchoText.sequence(text));
        assertEquals(-1, EchoText.sentNanos(text) < 0 || EchoText.sequence(text) < 0 ? -1 : 0);
    }

    @Test
    void theLongestNumbersFitIntoTheShortestMessage() {
        String text = new String(
                EchoText.write(Long.MIN_VALUE, Long.MIN_VALUE, EchoText.MIN_BYTES), StandardCharsets.US_ASCII);

        assertEquals("fl:" + Long.MIN_VALUE + ":" + Long.MIN_VALUE + ":", text.replaceAll("\\.+$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "f", "fl:", "fl::", "fl:12", "fl:x:5:", "hello", "{\"fl\":1}", "fl:99999999999999999999:1:"})
    void foreignTextHasNoSequence(String text) {
        assertEquals(-1, EchoText.sequence(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fl:", "fl:12", "fl:12:", "fl:12:5", "fl:12:x:", "fl:12::", "fl:1:99999999999999999999:"})
    void foreignTextHasNoSendTime(String text) {
        assertEquals(-1, EchoText.sentNanos(text.getBytes(StandardCharsets.UTF_8)));
    }
}
