package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;

/**
 * Connections that stand are reset at once, and new ones for as long as it lasts, before the upstream hears of them: a server
 * that is down, with a time to live, for those that the toxic hits.
 */
public final class ResetToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "reset", "resets connections at once, and turns new ones away", Stream.BOTH)
            .make(ResetToxic::new);

    private final Values values;

    private ResetToxic(Values values) {
        this.values = values;
    }

    /** Resets whatever it hits. */
    public static ResetToxic atOnce() {
        return new ResetToxic(TYPE.defaults());
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean disables() {
        return true;
    }

    @Override
    public void open(Link link) {
        link.injected(null, "reset", Double.NaN, Double.NaN);
        if (link.isNew()) {
            link.refuse();
        } else {
            link.reset();
        }
    }
}
