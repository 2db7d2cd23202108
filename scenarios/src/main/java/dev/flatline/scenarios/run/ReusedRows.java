package dev.flatline.scenarios.run;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.Locale;

/** Tables that have fewer rows than there are clients: to a server with one session for each user, that looks like a fault. */
public final class ReusedRows {

    private ReusedRows() {}

    /** A warning for each group whose clients share rows. */
    public static List<String> of(Scenario scenario) {
        return scenario.load().groups().stream()
                .filter(group -> rows(group) > 0 && rows(group) < group.clients())
                .map(group -> String.format(
                        Locale.ROOT,
                        "clients '%s': request.csv has %,d rows for %,d clients, so up to %,d of them are the same user",
                        group.name(),
                        rows(group),
                        group.clients(),
                        (group.clients() + rows(group) - 1) / rows(group)))
                .toList();
    }

    private static int rows(ClientGroup group) {
        return group.client().request().rows().rows().size();
    }
}
