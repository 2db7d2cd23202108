package dev.flatline.chaos.control;

/**
 * What somebody asks a proxy to be.
 *
 * @param name unique; anything but empty
 * @param listen {@code host:port} as given; empty for any port on all interfaces
 * @param upstream {@code host:port} as given; nobody looks at it before a client comes
 * @param enabled whether it listens
 */
public record ProxySpec(String name, String listen, String upstream, boolean enabled) {}
