package dev.flatline.scenarios;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.load.LoadPlan;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server of ours speaks one dialect: clients that speak another would all be lost at once. */
public final class OneDialect {

    private OneDialect() {}

    /** What is wrong with groups that do not speak the same, and what is accepted; empty if they do. */
    public static Optional<String> problemAmong(LoadPlan load) {
        long spoken = load.groups().stream()
                .map(group -> group.client().dialect().name())
                .distinct()
                .count();
        return spoken == 1
                ? Optional.empty()
                : Optional.of("found groups that speak different dialects (" + spoken(load)
                        + "), and the embedded server speaks one; accepted: one dialect for every group, or targets");
    }

    /** What is wrong with a server that does not speak as the clients do, which all speak the same; empty if it does. */
    public static Optional<String> problemWith(Dialect server, LoadPlan load) {
        String clients = load.groups().get(0).client().dialect().name();
        return server.name().equals(clients)
                ? Optional.empty()
                : Optional.of("found '" + server.name() + "', and the clients speak another dialect (" + spoken(load)
                        + "); accepted: " + clients + ", or without the key");
    }

    private static String spoken(LoadPlan load) {
        return load.groups().stream()
                .map(group -> group.name() + ": " + group.client().dialect().name())
                .collect(Collectors.joining(", "));
    }
}
