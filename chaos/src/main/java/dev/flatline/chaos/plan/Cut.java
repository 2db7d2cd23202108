package dev.flatline.chaos.plan;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a partition keeps clients from a server. */
public enum Cut {
    /** Nothing comes through and nobody is told: no FIN, no RST. */
    SILENT("half_open"),
    /** Connections that stand are reset, and new ones too. */
    RESET("reset"),
    /** New connections are turned away; those that stand go on. */
    REFUSE("refuse");

    private final String toxicType;

    Cut(String toxicType) {
        this.toxicType = toxicType;
    }

    /** The name of the type of toxic that does it. */
    public String toxicType() {
        return toxicType;
    }

    /** The word in configurations and in the control API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them by their words. */
    public static Map<String, Cut> words() {
        Map<String, Cut> words = new LinkedHashMap<>();
        for (Cut cut : values()) {
            words.put(cut.word(), cut);
        }
        return words;
    }
}
