package dev.flatline.chaos.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of populating.
 *
 * @param proxies those that are as they were asked for, in the order of asking
 * @param failure why the rest is not; null if there is none
 */
public record Populated(List<ProxyView> proxies, @Nullable ControlException failure) {

    /** Copies the list. */
    public Populated {
        proxies = List.copyOf(proxies);
    }
}
