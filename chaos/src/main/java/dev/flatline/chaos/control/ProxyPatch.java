package dev.flatline.chaos.control;

import dev.flatline.chaos.tls.ProxyTls;
import org.jspecify.annotations.Nullable;

/** What is to change of a proxy; null leaves a thing as it is. */
public record ProxyPatch(
        @Nullable String listen,
        @Nullable String upstream,
        @Nullable Boolean enabled,
        @Nullable ProxyTls tls) {

    /** With its TLS as it is. */
    public ProxyPatch(@Nullable String listen, @Nullable String upstream, @Nullable Boolean enabled) {
        this(listen, upstream, enabled, null);
    }
}
