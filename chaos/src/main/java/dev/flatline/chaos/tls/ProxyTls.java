package dev.flatline.chaos.tls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which sides of a proxy speak TLS, each for itself. The proxy ends TLS: what its toxics and targets see is what is said
 * inside, so frames, paths and headers work on {@code wss://} as they do on {@code ws://}. TLS itself goes on in the
 * proxy whatever the toxics do: a silent connection is silent above TLS, and its handshake is answered.
 *
 * <p>A FIN is said with close_notify before it, and a close_notify that is read counts as a FIN, as a FIN without one does.
 * With TLS 1.3 the other direction lives on then; TLS 1.2 ends both at once, so what is still written there resets the
 * connection. An RST comes without close_notify.
 *
 * @param listen towards clients; empty for plain TCP
 * @param upstream towards the server; empty for plain TCP
 */
public record ProxyTls(Optional<ListenTls> listen, Optional<UpstreamTls> upstream) {

    /** Plain TCP on both sides. */
    public static final ProxyTls NONE = new ProxyTls(Optional.empty(), Optional.empty());

    /** As {@link TlsReader} reads it. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        listen.ifPresent(side -> map.put("listen", side.asValue()));
        upstream.ifPresent(side -> map.put("upstream", side.asValue()));
        return map;
    }

    /** TLS towards clients, the other side as it is. */
    public ProxyTls with(ListenTls other) {
        return new ProxyTls(Optional.of(other), upstream);
    }

    /** TLS towards the server, the other side as it is. */
    public ProxyTls with(UpstreamTls other) {
        return new ProxyTls(listen, Optional.of(other));
    }
}
