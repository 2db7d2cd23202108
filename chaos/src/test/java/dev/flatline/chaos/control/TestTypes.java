package dev.flatline.chaos.control;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.util.List;

/** Types of toxics that do nothing: Toxiproxy's, and one that it does not have. */
public final class TestTypes {

    private TestTypes() {}

    /** All of them. */
    public static List<ToxicType> all() {
        return List.of(
                make(ToxicType.toxiproxy("latency", "")
                        .whole("latency", 0, "ms")
                        .whole("jitter", 0, "ms")),
                make(ToxicType.toxiproxy("bandwidth", "").whole("rate", 0, "KB/s")),
                make(ToxicType.toxiproxy("slow_close", "").whole("delay", 0, "ms")),
                make(ToxicType.toxiproxy("timeout", "").whole("timeout", 0, "ms")),
                make(ToxicType.toxiproxy("reset_peer", "").whole("timeout", 0, "ms")),
                make(ToxicType.toxiproxy("slicer", "")
                        .whole("average_size", 0, "bytes")
                        .whole("size_variation", 0, "bytes")
                        .whole("delay", 0, "µs")),
                make(ToxicType.toxiproxy("limit_data", "").whole("bytes", 0, "bytes")),
                make(ToxicType.toxiproxy("noop", "")),
                make(ToxicType.own("half_open", "Goes silent.", Stream.BOTH)
                        .word("mode", "drop", List.of("drop", "freeze"), "what becomes of bytes")
                        .real("spread", 0.5, "0 to 1")
                        .whole("after", 0, "ms, from 0")
                        .text("note", "", "anything")
                        .flag("fin", false, "whether a FIN passes")));
    }

    private static ToxicType make(ToxicType.Builder builder) {
        ToxicType[] type = new ToxicType[1];
        type[0] = builder.make(values -> {
            if (type[0].parameter("after").isPresent()) {
                values.whole("after", 0, 1_000);
            }
            return new Idle(type[0], values);
        });
        return type[0];
    }

    private record Idle(ToxicType type, Values values) implements Toxic {
        @Override
        public void open(Link link) {}
    }
}
