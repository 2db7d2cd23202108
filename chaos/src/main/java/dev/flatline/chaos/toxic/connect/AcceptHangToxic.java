package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;

/** New connections are accepted and then nothing happens: the upstream is dialled when the toxic is taken off. */
public final class AcceptHangToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "accept_hang", "accepts new connections and lets them hang", Stream.BOTH)
            .make(AcceptHangToxic::new);

    private final Values values;

    private AcceptHangToxic(Values values) {
        this.values = values;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean hitsStanding() {
        return false;
    }

    @Override
    public void open(Link link) {
        link.injected(null, "hang", Double.NaN, Double.NaN);
        link.hang();
    }
}
