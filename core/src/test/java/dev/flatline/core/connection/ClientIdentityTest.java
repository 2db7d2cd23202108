package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "007, 7",
        "99999999, 99999999",
        "999999999, 999999999",
        "1000000000, -1",
        "'', -1",
        "-1, -1",
        "+1, -1",
        "1a, -1",
        "' 1', -1",
        "1.0, -1",
        "١, -1"
    })
    void readsAnIndexAndNothingElse(String value, int client) {
        assertEquals(client, ClientIdentity.parse(value));
    }
}
