package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692, sections 5 and 7.1, case by case. */
class DeflateNegotiationTest {

    private static final DeflateOptions TAKEOVER = new DeflateOptions(true, true, true, 1, 1);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                   | permessage-deflate",
                "permessage-deflate; client_max_window_bits           | permessage-deflate",
                "permessage-deflate; client_max_window_bits=8         | permessage-deflate",
                "permessage-deflate; client_max_window_bits=15        | permessage-deflate",
                "permessage-deflate; client_max_window_bits=\"10\"    | permessage-deflate",
                "permessage-deflate; server_no_context_takeover       | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover       | permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_max_window_bits=15        | permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=\"15\"    | permessage-deflate; server_max_window_bits=15",
                "x-webkit-deflate-frame, permessage-deflate           | permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; surprise, permessage-deflate; server_no_context_takeover"
                        + " | permessage-deflate; server_no_context_takeover",
                "permessage-deflate, permessage-deflate; server_no_context_takeover | permessage-deflate",
            })
    void acceptsTheFirstOfferItCan(String offers, String answer) {
        Optional<DeflateParameters> agreed = accept(offers, TAKEOVER);

        assertEquals(Optional.of(answer), agreed.map(DeflateParameters::header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "permessage-bzip2",
                "Permessage-Deflate",
                "permessage-deflate; surprise",
                "permessage-deflate; surprise=1",
                "permessage-deflate; Server_No_Context_Takeover",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; server_max_window_bits=1a",
                "permessage-deflate; server_max_window_bits=99999999999",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=15",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=15; server_max_window_bits=15",
            })
    void declines(String offers) {
        assertEquals(Optional.empty(), accept(offers, TAKEOVER));
    }

    @Test
    void declinesTakeoverThatTheServerDoesNotWant() {
        DeflateOptions serverOnly = new DeflateOptions(true, true, false, 1, 1);
        DeflateOptions clientOnly = new DeflateOptions(true, false, true, 1, 1);

        assertEquals(
                Optional.of(new DeflateParameters(false, false, OptionalInt.empty())),
                accept("permessage-deflate", TAKEOVER.withoutTakeover()));
        assertEquals(
                Optional.of(new DeflateParameters(true, false, OptionalInt.empty())),
                accept("permessage-deflate", serverOnly));
        assertEquals(
                Optional.of(new DeflateParameters(false, true, OptionalInt.empty())),
                accept("permessage-deflate", clientOnly));
        assertEquals(
                Optional.of(new DeflateParameters(false, false, OptionalInt.empty())),
                accept("permessage-deflate; server_no_context_takeover", serverOnly));
    }

    @Test
    void acceptsNothingWhenItIsOff() {
        assertEquals(Optional.empty(), accept("permessage-deflate", DeflateOptions.OFF));
    }

    @Test
    void offersWhatItsOptionsSay() {
        assertEquals("permessage-deflate", DeflateNegotiation.offer(TAKEOVER));
        assertEquals(
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                DeflateNegotiation.offer(DeflateOptions.ON));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                                 | true  | true",
                "permessage-deflate; server_no_context_takeover                     | false | true",
                "permessage-deflate; client_no_context_takeover                     | true  | false",
                "permessage-deflate; server_max_window_bits=8                       | true  | true",
                "permessage-deflate; server_max_window_bits=\"12\"; client_no_context_takeover | true  | false",
            })
    void clientTakesWhatAServerMayAnswerUnasked(String answer, boolean serverTakeover, boolean clientTakeover) {
        assertNull(check(answer, TAKEOVER));

        DeflateParameters agreed = agreed(answer, TAKEOVER);
        assertEquals(serverTakeover, agreed.serverTakeover());
        assertEquals(clientTakeover, agreed.clientTakeover());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-bzip2",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate, permessage-bzip2",
                "permessage-deflate; surprise",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            })
    void clientRefusesAWrongAnswer(String answer) {
        ProtocolViolation violation = check(answer, TAKEOVER);

        assertNotNull(violation);
        assertEquals(1002, violation.closeCode());
    }

    @Test
    void clientRefusesAServerThatKeepsItsContextAgainstTheOffer() {
        assertNotNull(check("permessage-deflate", DeflateOptions.ON));
        assertNotNull(check("permessage-deflate; client_no_context_takeover", DeflateOptions.ON));
        assertNull(check("permessage-deflate; server_no_context_takeover", DeflateOptions.ON));
    }

    @Test
    void clientKeepsNoContextThatItDidNotMeanToKeep() {
        DeflateParameters agreed = agreed("permessage-deflate; server_no_context_takeover", DeflateOptions.ON);

        assertEquals(new DeflateParameters(false, false, OptionalInt.empty()), agreed);
    }

    @Test
    void clientRefusesAnExtensionItDidNotOffer() {
        assertNotNull(check("permessage-deflate", null));
        assertNull(check("", null));
    }

    @Test
    void optionsNameWhatTheyAccept() {
        assertEquals(
                "minBytes: 0, accepted is 1 or more",
                assertThrows(IllegalArgumentException.class, () -> new DeflateOptions(true, true, true, 0, 0))
                        .getMessage());
        assertEquals(
                "maxContexts: -1, accepted is 0 or more",
                assertThrows(IllegalArgumentException.class, () -> new DeflateOptions(true, true, true, 1, -1))
                        .getMessage());
    }

    private static Optional<DeflateParameters> accept(String offers, DeflateOptions options) {
        return DeflateNegotiation.accept(extensions(offers), options);
    }

    private static @Nullable ProtocolViolation check(String answer, @Nullable DeflateOptions offered) {
        return DeflateNegotiation.check(extensions(answer), offered);
    }

    private static DeflateParameters agreed(String answer, DeflateOptions offered) {
        return DeflateNegotiation.agreed(extensions(answer), offered).orElseThrow();
    }

    private static List<Extension> extensions(String header) {
        List<Extension> extensions = Extension.parse(header);
        assertNotNull(extensions);
        return extensions;
    }
}
