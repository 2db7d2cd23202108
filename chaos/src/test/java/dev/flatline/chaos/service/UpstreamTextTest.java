package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.HostPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the text of an upstream means, to Go's net.Dial and to us. */
final class UpstreamTextTest {

    @ParameterizedTest
    @CsvSource({
        "web:9000, web, 9000",
        ":9000, localhost, 9000",
        "[::1]:9000, ::1, 9000",
        "web:http, web, 0",
        "web:99999, web, 0",
        "web, web, 0",
    })
    void isAHostAndAPortAndNobodyIsAtPortZero(String text, String host, int port) {
        assertEquals(new HostPort(host, port), FaultProxies.upstream(text));
    }
}
