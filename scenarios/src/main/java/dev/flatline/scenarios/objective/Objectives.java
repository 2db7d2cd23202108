package dev.flatline.scenarios.objective;

import java.util.List;

/** The objectives of a scenario together. */
public final class Objectives {

    private Objectives() {}

    /** One warning for each that needs a server of ours, for a run against a foreign one. */
    public static List<String> foreignWarnings(List<Objective> objectives) {
        return objectives.stream()
                .filter(Objective::needsServer)
                .map(each ->
                        "objective '" + each.text() + "' needs Flatline's own server: it is left out of the verdict")
                .toList();
    }
}
