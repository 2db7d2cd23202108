package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;

/**
 * New connections are reset as soon as it is known that they are hit, and the upstream never hears of them. The kernel has
 * accepted them before: to have connections refused that were never accepted, disable the proxy.
 */
public final class RefuseToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE =
            ToxicType.own("refuse", "resets new connections", Stream.BOTH).make(RefuseToxic::new);

    private final Values values;

    private RefuseToxic(Values values) {
        this.values = values;
    }

    /** Refuses every new connection that it hits. */
    public static RefuseToxic always() {
        return new RefuseToxic(TYPE.defaults());
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
        link.injected(null, "refuse", Double.NaN, Double.NaN);
        link.refuse();
    }
}
