package dev.flatline.chaos.control;

import dev.flatline.chaos.tls.ProxyTls;
import java.util.List;

/**
 * A proxy as it stands.
 *
 * @param listen the address that it is bound to, or was; as given if it has never been
 * @param enabled whether it listens
 * @param toxics in order
 * @param tls which of its sides speak TLS
 */
public record ProxyView(
        String name, String listen, String upstream, boolean enabled, List<ToxicView> toxics, ProxyTls tls) {

    /** Copies the list. */
    public ProxyView {
        toxics = List.copyOf(toxics);
    }
}
