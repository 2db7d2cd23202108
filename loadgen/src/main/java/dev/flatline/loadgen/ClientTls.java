package dev.flatline.loadgen;

import dev.flatline.wire.tls.TlsMaterial;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;

/**
 * The TLS of all connections to one target, for use on any event loop.
 *
 * <p>The JDK looks a session to resume up by the host and the port that an engine is told, and uses the port for nothing
 * else. So the port that an engine is told here is the number of its client, which has one target for good, or that of the
 * connection where nothing is to be resumed.
 *
 * @param context what handlers are made from; one serves all targets
 * @param host whom the certificate must be for
 * @param names what is asked for (SNI): no address
 * @param resumption which sessions are resumed
 * @param connections how many handlers were made that resume nothing
 */
record ClientTls(
        SslContext context, String host, List<SNIServerName> names, Resumption resumption, AtomicInteger connections) {

    /** What the JDK remembers by default. */
    private static final int FEWEST_SESSIONS = 20_480;

    /**
     * What handlers are made from; takes a moment. It remembers a session for every client, or none.
     *
     * @throws dev.flatline.wire.tls.UnusableCertificateException if the file of trusted certificates is none: one line
     */
    static SslContext context(TrustOptions options, int clients) {
        SslContext context = TlsMaterial.client("tls.trust", options.trust());
        SSLSessionContext sessions = context.sessionContext();
        sessions.setSessionCacheSize(
                options.resumption() == Resumption.OWN ? Math.max(FEWEST_SESSIONS, 2 * clients) : 1);
        return context;
    }

    static ClientTls of(SslContext context, TrustOptions options, Target target) {
        String host = options.serverName().orElse(target.host());
        boolean address = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        List<SNIServerName> names = address ? List.of() : List.of(new SNIHostName(host));
        return new ClientTls(context, host, names, options.resumption(), new AtomicInteger());
    }

    /** A handler for one connection of a client. How long its handshake may take is the client's own limit. */
    SslHandler handler(ByteBufAllocator allocator, int client) {
        int session = resumption == Resumption.OWN ? client : connections.getAndIncrement();
        SslHandler handler = context.newHandler(allocator, host, session);
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
