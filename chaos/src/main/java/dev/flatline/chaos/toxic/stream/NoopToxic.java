package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;

/** Does nothing: shows whom a target would hit. */
public final class NoopToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE =
            ToxicType.toxiproxy("noop", "does nothing").make(NoopToxic::new);

    private final Values values;

    private NoopToxic(Values values) {
        this.values = values;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public void open(Link link) {}
}
