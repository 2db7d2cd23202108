package dev.flatline.scenarios.serve;

import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.operator.OperatorOptions;
import java.util.Optional;

/**
 * What {@code flatline serve} is told.
 *
 * @param server what the server is told
 * @param profile what to call its heartbeat in a line
 * @param transport how sockets reach the kernel
 * @param loops event loops, from 1
 * @param operator where operators are answered; empty for nowhere
 * @param drain how connections are sent away at the end
 */
public record ServePlan(
        ServerOptions server,
        String profile,
        TransportKind transport,
        int loops,
        Optional<OperatorOptions> operator,
        DrainOptions drain) {}
