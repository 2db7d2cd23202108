package dev.flatline.chaos.kernel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Paths of packets on the loopback address. */
final class Paths {

    private Paths() {}

    static PacketPath four(int from, int to) {
        byte[] loopback = {127, 0, 0, 1};
        return new PacketPath(at(loopback, from), at(loopback, to));
    }

    static PacketPath six(int from, int to) {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        return new PacketPath(at(loopback, from), at(loopback, to));
    }

    private static InetSocketAddress at(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
