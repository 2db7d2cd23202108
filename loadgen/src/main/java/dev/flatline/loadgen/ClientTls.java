package dev.flatline.loadgen;

import dev.flatline.wire.tls.TlsMaterial;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The TLS of all connections to one target, for use on any event loop. Sessions are resumed as the JDK does by itself.
 *
 * @param context what handlers are made from; one serves all targets
 * @param host whom the certificate must be for
 * @param port of the target
 * @param names what is asked for (SNI): no address
 */
record ClientTls(SslContext context, String host, int port, List<SNIServerName> names) {

    /**
     * What handlers are made from; takes a moment.
     *
     * @throws dev.flatline.wire.tls.UnusableCertificateException if the file of trusted certificates is none: one line
     */
    static SslContext context(TrustOptions options) {
        return TlsMaterial.client("tls.trust", options.trust());
    }

    static ClientTls of(SslContext context, TrustOptions options, Target target) {
        String host = options.serverName().orElse(target.host());
        boolean address = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        return new ClientTls(context, host, target.port(), address ? List.of() : List.of(new SNIHostName(host)));
    }

    /** A handler for one connection. How long its handshake may take is the client's own limit. */
    SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator, host, port);
        handler.setHandshakeTimeoutMillis(0);
        if (!names.isEmpty()) {
            SSLEngine engine = handler.engine();
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(names);
            engine.setSSLParameters(parameters);
        }
        return handler;
    }
}
