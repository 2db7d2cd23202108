package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.NamedToxic;

/**
 * A toxic and where it is put.
 *
 * @param proxy the name of the proxy
 * @param toxic the toxic, with a name that is its own on that proxy
 */
public record PlacedToxic(String proxy, NamedToxic toxic) {

    /** Whether both would be the same toxic of the same proxy, whatever it does. */
    boolean isAtPlaceOf(PlacedToxic other) {
        return proxy.equals(other.proxy) && toxic.name().equals(other.toxic.name());
    }

    /** Whether both are the same in every respect: to put this one on after the other one changes nothing. */
    boolean isAs(PlacedToxic other) {
        return isAtPlaceOf(other)
                && toxic.stream() == other.toxic.stream()
                && toxic.toxicity() == other.toxic.toxicity()
                && toxic.target().equals(other.toxic.target())
                && toxic.toxic().values().equals(other.toxic.toxic().values());
    }
}
