package dev.flatline.chaos;

import dev.flatline.wire.tls.TlsMaterial;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one side of a proxy, ready for use on any event loop.
 *
 * @param context what handlers are made from
 * @param peer whom the certificate must be for, when dialling
 * @param names what is asked for (SNI), when dialling: no address, and nothing that is no host name
 * @param limitMillis how long a handshake may take
 * @param failures counts the handshakes that came to nothing
 */
record TlsSide(SslContext context, HostPort peer, List<SNIServerName> names, long limitMillis, LongAdder failures) {

    /** What clients speak; null for plain TCP. */
    static @Nullable TlsSide accepting(ProxyOptions options, LongAdder failures) {
        return options.tls()
                .listen()
                .map(listen -> new TlsSide(
                        TlsMaterial.server("tls.listen", listen.files()),
                        options.listen(),
                        List.of(),
                        options.limits().dialLimit().toMillis(),
                        failures))
                .orElse(null);
    }

    /** What the upstream speaks; null for plain TCP. */
    static @Nullable TlsSide dialling(ProxyOptions options, LongAdder failures) {
        return options.tls()
                .upstream()
                .map(upstream -> {
                    String name =
                            upstream.serverName().orElse(options.upstream().host());
                    return new TlsSide(
                            TlsMaterial.client("tls.upstream", upstream.trust()),
                            new HostPort(name, options.upstream().port()),
                            namesOf(name),
                            options.limits().dialLimit().toMillis(),
                            failures);
                })
                .orElse(null);
    }

    /** The JDK by itself asks for no name without a dot, such as those that containers have. */
    private static List<SNIServerName> namesOf(String name) {
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException noHostName) {
            return List.of();
        }
    }

    /** Puts TLS on a connection that was accepted; returns the leg that speaks it. */
    Leg accepted(SocketChannel channel, SocketLeg plain) {
        return addTo(
                channel, context.newHandler(channel.alloc()), new TlsLeg(plain, channel, Accepted.INSTANCE, failures));
    }

    /** Puts TLS on a connection that is about to be dialled; returns the leg that speaks it. */
    Leg dialled(SocketChannel channel, SocketLeg plain, TlsLeg.Outcome outcome) {
        SslHandler handler = context.newHandler(channel.alloc(), peer.host(), peer.port());
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(names);
        engine.setSSLParameters(parameters);
        return addTo(channel, handler, new TlsLeg(plain, channel, outcome, failures));
    }

    private Leg addTo(SocketChannel channel, SslHandler handler, TlsLeg leg) {
        handler.setHandshakeTimeoutMillis(limitMillis);
        channel.pipeline().addLast(handler, leg, leg.plain());
        return leg;
    }

    /** A client whose handshake fails is closed, and its relay sees that. */
    private enum Accepted implements TlsLeg.Outcome {
        INSTANCE;

        @Override
        public void secured() {}

        @Override
        public void failed(Throwable cause) {}
    }
}
