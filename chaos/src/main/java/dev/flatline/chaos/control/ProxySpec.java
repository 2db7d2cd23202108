package dev.flatline.chaos.control;

import dev.flatline.chaos.tls.ProxyTls;

/**
 * What somebody asks a proxy to be.
 *
 * @param name unique; anything but empty
 * @param listen {@code host:port} as given; empty for any port on all interfaces
 * @param upstream {@code host:port} as given; nobody looks at it before a client comes
 * @param enabled whether it listens
 * @param tls which of its sides speak TLS
 */
public record ProxySpec(String name, String listen, String upstream, boolean enabled, ProxyTls tls) {

    /** Without TLS. */
    public ProxySpec(String name, String listen, String upstream, boolean enabled) {
        this(name, listen, upstream, enabled, ProxyTls.NONE);
    }
}
