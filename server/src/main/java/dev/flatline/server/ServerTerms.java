package dev.flatline.server;

import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.ContextBudget;
import dev.flatline.wire.FrameLimits;
import dev.flatline.wire.tls.TlsMaterial;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;

/**
 * What holds for the connections that were accepted under one set of options, made ready for use.
 *
 * @param options as they were given
 * @param limits of the frames that are read
 * @param waterMark how much may wait for one client
 * @param gate what decides about upgrade requests
 * @param contexts the compression contexts that connections may have of their own
 * @param talk what connections say and hear in their dialect
 * @param tls what TLS handlers are made from; empty for plain connections
 */
record ServerTerms(
        ServerOptions options,
        FrameLimits limits,
        WriteBufferWaterMark waterMark,
        UpgradeGate gate,
        ContextBudget contexts,
        ServerTalk talk,
        Optional<SslContext> tls) {

    /**
     * Makes the terms; takes a moment with TLS.
     *
     * @throws IllegalArgumentException if the certificate cannot be used
     */
    static ServerTerms of(ServerOptions options) {
        return of(
                options,
                new ContextBudget(options.upgrade().deflate().maxContexts()),
                options.listen().tls().map(ServerTerms::context));
    }

    /**
     * The terms that follow these. The compression contexts stay bounded over all connections, older ones too, and a
     * self-signed certificate stays the same.
     *
     * @throws IllegalArgumentException if the certificate cannot be used
     */
    ServerTerms followedBy(ServerOptions next) {
        int maxContexts = next.upgrade().deflate().maxContexts();
        boolean sameBound = maxContexts == options.upgrade().deflate().maxContexts();
        Optional<TlsOptions> selfSigned = Optional.of(TlsOptions.SELF_SIGNED);
        boolean sameKeys =
                next.listen().tls().equals(selfSigned) && options.listen().tls().equals(selfSigned);
        return of(
                next,
                sameBound ? contexts : new ContextBudget(maxContexts),
                sameKeys ? tls : next.listen().tls().map(ServerTerms::context));
    }

    private static SslContext context(TlsOptions tls) {
        return TlsMaterial.server("tls", tls.files());
    }

    private static ServerTerms of(ServerOptions options, ContextBudget contexts, Optional<SslContext> tls) {
        int high = options.outbound().maxBytes();
        return new ServerTerms(
                options,
                new FrameLimits(
                        options.limits().maxFrameBytes(), options.limits().maxMessageBytes()),
                new WriteBufferWaterMark(high / 2, high),
                UpgradeGate.of(options),
                contexts,
                options.dialect().server(options.heartbeat().rule()),
                tls);
    }
}
