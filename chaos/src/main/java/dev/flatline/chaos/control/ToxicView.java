package dev.flatline.chaos.control;

import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A toxic on a proxy, and for how long.
 *
 * @param toxic what the data path is given
 * @param streamText its stream, as it is shown
 * @param ttl how long it stays; null for until it is taken off
 */
public record ToxicView(
        NamedToxic toxic, String streamText, @Nullable TimeToLive ttl) {

    /** One that stays until it is taken off. */
    public static ToxicView of(NamedToxic toxic) {
        return new ToxicView(toxic, toxic.stream().word(), null);
    }

    /** Its name. */
    public String name() {
        return toxic.name();
    }

    /** Whether Toxiproxy's clients can be shown it: they fail on types and streams that they do not know. */
    public boolean toxiproxy() {
        return toxic.toxic().type().toxiproxy() && toxic.stream() != Stream.BOTH;
    }

    /** The same with another toxic. */
    public ToxicView with(NamedToxic next) {
        return new ToxicView(next, streamText, ttl);
    }
}
