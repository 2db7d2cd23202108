package dev.flatline.core.dialect;

import dev.flatline.core.text.Nearest;
import java.util.List;

/** The dialects there are, by name. */
public final class Dialects {

    private static final List<Dialect> ALL = List.of(
            Plain.DIALECT,
            EngineIo4.DIALECT,
            EngineIo3.DIALECT,
            Phoenix.DIALECT,
            ActionCable.DIALECT,
            SignalR.DIALECT,
            Centrifuge.DIALECT);

    private Dialects() {}

    /** Every dialect, plain WebSocket first. */
    public static List<Dialect> all() {
        return ALL;
    }

    /** Their names, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(Dialect::name).toList();
    }

    /**
     * The dialect with this name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public static Dialect of(String name) {
        return ALL.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown dialect '" + name + "'; " + Nearest.accepted(name, names())));
    }
}
