package dev.flatline.wire.tcp;

/**
 * The sockets at both ends of some connections, as far as this network namespace has them.
 *
 * @param server those whose local port is one that servers listen on
 * @param client those whose remote port is one that clients connect to; nobody listens there
 */
public record TcpSides(TcpSockets server, TcpSockets client) {}
