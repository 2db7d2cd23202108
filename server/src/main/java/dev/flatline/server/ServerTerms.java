package dev.flatline.server;

import dev.flatline.wire.FrameLimits;

/**
 * What holds for the connections that were accepted under one set of options, made ready for use.
 *
 * @param options as they were given
 * @param limits of the frames that are read
 * @param gate what decides about upgrade requests
 */
record ServerTerms(ServerOptions options, FrameLimits limits, UpgradeGate gate) {

    static ServerTerms of(ServerOptions options) {
        return new ServerTerms(
                options,
                new FrameLimits(
                        options.limits().maxFrameBytes(), options.limits().maxMessageBytes()),
                new UpgradeGate(options.upgrade(), options.identity()));
    }
}
