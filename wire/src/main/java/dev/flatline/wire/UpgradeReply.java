package dev.flatline.wire;

import java.util.Optional;

/** What a client makes of a server's answer: an open connection, a refusal, or something that is not an answer. */
public sealed interface UpgradeReply permits UpgradeReply.Accepted, Refusal, ProtocolViolation {

    /**
     * The connection is open; frames may follow at once.
     *
     * @param subprotocol the server's choice of those offered, or an empty string
     * @param deflate how messages may be compressed; empty if they may not
     */
    record Accepted(String subprotocol, Optional<DeflateParameters> deflate) implements UpgradeReply {}
}
