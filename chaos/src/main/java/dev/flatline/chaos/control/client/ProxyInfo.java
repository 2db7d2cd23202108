package dev.flatline.chaos.control.client;

import java.util.List;

/** A proxy as it shows itself. */
public record ProxyInfo(String name, String listen, String upstream, boolean enabled, List<ToxicInfo> toxics) {

    /** Copies the list. */
    public ProxyInfo {
        toxics = List.copyOf(toxics);
    }
}
