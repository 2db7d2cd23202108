package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.tls.ProxyTls;

/**
 * Where the proxy listens, where it passes connections on to, and among how many clients faults select.
 *
 * @param listen the address to listen on; port 0 for any free one
 * @param upstream the server; a name is looked up for a connection whenever the last answer is older than 5 s or could not be
 *     reached, and its addresses are tried in their order. Nobody is at port 0
 * @param clients how many clients there are for a selection, from 0; their identities are 0 to {@code clients - 1}
 * @param limits what is held and waited for at most
 * @param strict whether it does as Toxiproxy 2.12 does where that is a defect
 * @param tls which of its sides speak TLS
 * @param keepAlive whether the kernel probes idle sockets (SO_KEEPALIVE): off, so that the proxy hides no eviction of idle
 *     connections
 * @param identity where an upgrade request says who its client is, beside the fleet's own header
 * @param packets who can have the kernel drop packets
 */
public record ProxyOptions(
        HostPort listen,
        HostPort upstream,
        int clients,
        ProxyLimits limits,
        boolean strict,
        ProxyTls tls,
        boolean keepAlive,
        IdentitySource identity,
        PacketLoss packets) {

    /** Checks the ranges. */
    public ProxyOptions {
        if (clients < 0) {
            throw new IllegalArgumentException("clients: " + clients + ", accepted is 0 or more");
        }
    }

    /** Listens on any free port of the loopback address, with the usual limits and without TLS. */
    public static ProxyOptions inFrontOf(String upstreamHost, int upstreamPort, int clients) {
        return new ProxyOptions(
                new HostPort("127.0.0.1", 0),
                new HostPort(upstreamHost, upstreamPort),
                clients,
                ProxyLimits.DEFAULT,
                false,
                ProxyTls.NONE,
                false,
                IdentitySource.NONE,
                PacketLoss.NONE);
    }

    /** The same on another address. */
    public ProxyOptions listeningOn(String host, int port) {
        return new ProxyOptions(
                new HostPort(host, port), upstream, clients, limits, strict, tls, keepAlive, identity, packets);
    }

    /** The same with other limits. */
    public ProxyOptions with(ProxyLimits other) {
        return new ProxyOptions(listen, upstream, clients, other, strict, tls, keepAlive, identity, packets);
    }

    /** The same with other TLS. */
    public ProxyOptions with(ProxyTls other) {
        return new ProxyOptions(listen, upstream, clients, limits, strict, other, keepAlive, identity, packets);
    }

    /** The same, strict or not. */
    public ProxyOptions strictly(boolean yes) {
        return new ProxyOptions(listen, upstream, clients, limits, yes, tls, keepAlive, identity, packets);
    }

    /** The same, with or without probes of idle sockets. */
    public ProxyOptions keepingAlive(boolean yes) {
        return new ProxyOptions(listen, upstream, clients, limits, strict, tls, yes, identity, packets);
    }

    /** The same, with another place where clients say who they are. */
    public ProxyOptions with(IdentitySource other) {
        return new ProxyOptions(listen, upstream, clients, limits, strict, tls, keepAlive, other, packets);
    }

    /** The same, with somebody else who can have the kernel drop packets. */
    public ProxyOptions with(PacketLoss other) {
        return new ProxyOptions(listen, upstream, clients, limits, strict, tls, keepAlive, identity, other);
    }
}
