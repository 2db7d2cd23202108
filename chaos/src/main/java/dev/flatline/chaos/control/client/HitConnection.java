package dev.flatline.chaos.control.client;

/**
 * A connection that a toxic would hit.
 *
 * @param number its number in its proxy
 * @param address the client's; empty if it is not known
 * @param client the client of the fleet; empty if nobody knows
 * @param path of its request; empty if none was read
 */
public record HitConnection(long number, String address, String client, String path) {}
