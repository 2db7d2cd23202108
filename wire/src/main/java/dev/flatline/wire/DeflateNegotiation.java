package dev.flatline.wire;

import static dev.flatline.wire.ProtocolViolation.protocolError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The negotiation of permessage-deflate (RFC 7692, sections 5 and 7.1), as both ends see it. Pure.
 *
 * <p>The JDK's Deflater has one window, of 32 KiB (15 bits), and its Inflater reads every smaller one. So a server
 * declines an offer that wants its window smaller; a client does not offer to make its own smaller; and a peer's window
 * is never limited, because that would save nothing here.
 */
public final class DeflateNegotiation {

    static final String NAME = "permessage-deflate";
    static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
    static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
    static final String SERVER_WINDOW = "server_max_window_bits";
    static final String CLIENT_WINDOW = "client_max_window_bits";

    private static final int OUR_WINDOW_BITS = 15;
    /** A decimal number from 8 to 15 without leading zeroes. */
    private static final Predicate<String> WINDOW =
            Pattern.compile("[89]|1[0-5]").asMatchPredicate();

    private static final ProtocolViolation NOT_OFFERED =
            protocolError("the answer names an extension that was not offered");
    private static final ProtocolViolation BAD_PARAMETERS =
            protocolError("the answer's permessage-deflate has an unknown, repeated or invalid parameter");
    private static final ProtocolViolation WINDOW_NOT_OFFERED =
            protocolError("the answer limits the client's window, which was not offered");
    private static final ProtocolViolation KEEPS_CONTEXT =
            protocolError("the answer lets the server keep a context that it was asked not to keep");

    private DeflateNegotiation() {}

    /**
     * A server's decision: the first offer it can accept, if any. An offer is declined (section 7.1) when a parameter is
     * unknown, repeated or has an invalid value, or when it wants a smaller window than the server has.
     */
    public static Optional<DeflateParameters> accept(List<Extension> offers, DeflateOptions options) {
        if (!options.enabled()) {
            return Optional.empty();
        }
        return offers.stream()
                .filter(offer -> offer.name().equals(NAME))
                .flatMap(offer -> Stream.ofNullable(parameters(offer)))
                .filter(offer -> windowBits(offer).orElse(OUR_WINDOW_BITS) == OUR_WINDOW_BITS)
                .findFirst()
                .map(offer -> new DeflateParameters(
                        options.serverTakeover() && !offer.containsKey(SERVER_NO_TAKEOVER),
                        options.clientTakeover() && !offer.containsKey(CLIENT_NO_TAKEOVER),
                        windowBits(offer)));
    }

    /** A client's offer: the value of its Sec-WebSocket-Extensions. */
    static String offer(DeflateOptions options) {
        return new DeflateParameters(options.serverTakeover(), options.clientTakeover(), OptionalInt.empty()).header();
    }

    /**
     * A client's check of an answer, against the options that made its offer; null if it made none.
     *
     * @return what is wrong with it, or null
     */
    static @Nullable ProtocolViolation check(List<Extension> answer, @Nullable DeflateOptions offered) {
        if (answer.isEmpty()) {
            return null;
        }
        if (offered == null || answer.size() > 1 || !answer.get(0).name().equals(NAME)) {
            return NOT_OFFERED;
        }
        Map<String, Optional<String>> parameters = parameters(answer.get(0));
        if (parameters == null) {
            return BAD_PARAMETERS;
        }
        if (parameters.containsKey(CLIENT_WINDOW)) {
            return WINDOW_NOT_OFFERED;
        }
        boolean keeps = !parameters.containsKey(SERVER_NO_TAKEOVER);
        return keeps && !offered.serverTakeover() ? KEEPS_CONTEXT : null;
    }

    /** What an answer that has passed the check says. A client may always keep less than it is allowed to. */
    static Optional<DeflateParameters> agreed(List<Extension> answer, @Nullable DeflateOptions offered) {
        if (answer.isEmpty() || offered == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(parameters(answer.get(0)))
                .map(parameters -> new DeflateParameters(
                        !parameters.containsKey(SERVER_NO_TAKEOVER),
                        offered.clientTakeover() && !parameters.containsKey(CLIENT_NO_TAKEOVER),
                        windowBits(parameters)));
    }

    /** The parameters by name; null if one is unknown, repeated, or has a value that it may not have. */
    private static @Nullable Map<String, Optional<String>> parameters(Extension extension) {
        Map<String, Optional<String>> parameters = new HashMap<>();
        for (Extension.Parameter parameter : extension.parameters()) {
            boolean repeated = parameters.put(parameter.name(), parameter.value()) != null;
            if (repeated || !isValid(parameter)) {
                return null;
            }
        }
        return parameters;
    }

    private static boolean isValid(Extension.Parameter parameter) {
        return switch (parameter.name()) {
            case SERVER_NO_TAKEOVER, CLIENT_NO_TAKEOVER -> parameter.value().isEmpty();
            case SERVER_WINDOW -> parameter.value().filter(WINDOW).isPresent();
            // An offer without a value says that the client understands it (section 7.1.2.2).
            case CLIENT_WINDOW ->
                parameter.value().isEmpty() || parameter.value().filter(WINDOW).isPresent();
            default -> false;
        };
    }

    private static OptionalInt windowBits(Map<String, Optional<String>> parameters) {
        Optional<String> value = parameters.getOrDefault(SERVER_WINDOW, Optional.empty());
        return value.isPresent() ? OptionalInt.of(Integer.parseInt(value.get())) : OptionalInt.empty();
    }
}
