package dev.flatline.benchmarks.proxy;

import java.util.Locale;

/** A configuration for HAProxy that does as little as a proxy can: no logs, no checks, no keepalive, one thread. */
final class HaProxyConfig {

    static final int MAX_CONNECTIONS = 9_900;

    private HaProxyConfig() {}

    /** Two sources, in turns: the kernel is slow to find a port beyond some thousands from one. */
    static String text(int port, int upstreamPort) {
        return String.format(Locale.ROOT, """
                global
                    nbthread 1
                    maxconn %1$d
                defaults
                    mode tcp
                    maxconn %1$d
                    timeout connect 10s
                    timeout client 1h
                    timeout server 1h
                listen proxy
                    bind 127.0.0.1:%2$d backlog 8192
                    balance roundrobin
                    server first 127.0.0.1:%3$d source 127.0.0.1
                    server second 127.0.0.1:%3$d source 127.0.0.2
                """, MAX_CONNECTIONS, port, upstreamPort);
    }
}
