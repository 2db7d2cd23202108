package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.util.List;
import java.util.Objects;

/** A toxic that does nothing: plans look at its type and its values only. */
record InertToxic(String typeName, Values values) implements Toxic {

    /** Types as plans meet them. */
    static final List<ToxicType> TYPES = List.of(
            ToxicType.toxiproxy("latency", "delays")
                    .whole("latency", 0, "ms")
                    .whole("jitter", 0, "ms, at most 100")
                    .make(InertToxic::checked),
            ToxicType.own("loss", "loses", Stream.DOWNSTREAM)
                    .real("share", 0, "of packets")
                    .word("mode", "random", List.of("random", "burst"), "how")
                    .flag("thin", false, "whether")
                    .text("note", "", "why")
                    .make(values -> new InertToxic("loss", values)),
            ToxicType.own("half_open", "silences", Stream.BOTH).make(values -> new InertToxic("half_open", values)),
            ToxicType.toxiproxy("reset", "resets").make(values -> new InertToxic("reset", values)),
            ToxicType.own("refuse", "refuses", Stream.BOTH).make(values -> new InertToxic("refuse", values)));

    static final ToxicReader READER = new ToxicReader(TYPES);

    @Override
    public ToxicType type() {
        return Objects.requireNonNull(READER.type(typeName));
    }

    @Override
    public void open(Link link) {
        throw new IllegalStateException("nothing is carried out here");
    }

    private static InertToxic checked(Values values) {
        values.whole("jitter", 0, 100);
        return new InertToxic("latency", values);
    }
}
