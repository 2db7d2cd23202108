package dev.flatline.chaos.control;

import org.jspecify.annotations.Nullable;

/** What is to change of a proxy; null leaves a thing as it is. */
public record ProxyPatch(
        @Nullable String listen,
        @Nullable String upstream,
        @Nullable Boolean enabled) {}
