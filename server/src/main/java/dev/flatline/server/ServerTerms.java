package dev.flatline.server;

import dev.flatline.server.tls.TlsMaterial;
import dev.flatline.wire.ContextBudget;
import dev.flatline.wire.FrameLimits;
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
 * @param texts the text messages that are heartbeats; empty if none are
 * @param tls what TLS handlers are made from; empty for plain connections
 */
record ServerTerms(
        ServerOptions options,
        FrameLimits limits,
        WriteBufferWaterMark waterMark,
        UpgradeGate gate,
        ContextBudget contexts,
        Optional<HeartbeatTexts> texts,
        Optional<SslContext> tls) {

    /**
     * Makes the terms; takes a moment with TLS.
     *
     * @throws IllegalArgumentException if the certificate cannot be used
     */
    static ServerTerms of(ServerOptions options) {
        int high = options.outbound().maxBytes();
        return new ServerTerms(
                options,
                new FrameLimits(
                        options.limits().maxFrameBytes(), options.limits().maxMessageBytes()),
                new WriteBufferWaterMark(high / 2, high),
                new UpgradeGate(options.upgrade(), options.identity()),
                new ContextBudget(options.upgrade().deflate().maxContexts()),
                HeartbeatTexts.of(options.heartbeat().rule()),
                options.listen().tls().map(TlsMaterial::context));
    }
}
