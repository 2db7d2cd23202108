package dev.flatline.wire;

import java.util.OptionalInt;

/**
 * What both ends of a connection agreed on (RFC 7692, section 7.1).
 *
 * @param serverTakeover whether the server may keep its context from one message to the next
 * @param clientTakeover whether the client may keep its context from one message to the next
 * @param serverMaxWindowBits the server's window as the answer names it, from 8 to 15; empty is 15
 */
public record DeflateParameters(boolean serverTakeover, boolean clientTakeover, OptionalInt serverMaxWindowBits) {

    /** The agreement as the answer's Sec-WebSocket-Extensions has it. */
    public String header() {
        StringBuilder header = new StringBuilder(DeflateNegotiation.NAME);
        if (!serverTakeover) {
            header.append("; ").append(DeflateNegotiation.SERVER_NO_TAKEOVER);
        }
        if (!clientTakeover) {
            header.append("; ").append(DeflateNegotiation.CLIENT_NO_TAKEOVER);
        }
        serverMaxWindowBits.ifPresent(bits -> header.append("; ")
                .append(DeflateNegotiation.SERVER_WINDOW)
                .append('=')
                .append(bits));
        return header.toString();
    }

    /** Whether either end may keep a context, so that both ends need one for this connection alone. */
    public boolean takesOver() {
        return serverTakeover || clientTakeover;
    }
}
