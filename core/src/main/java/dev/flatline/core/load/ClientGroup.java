package dev.flatline.core.load;

/**
 * Clients that are alike: a part of a {@link LoadPlan}.
 *
 * @param name its name, unique in the plan: letters, digits, dots, dashes and underscores
 * @param clients how many
 * @param arrivals when each one starts
 * @param client how each one behaves
 */
public record ClientGroup(String name, int clients, ArrivalSchedule arrivals, ClientPlan client) {

    /** The name of the only group of a plan that names none. */
    public static final String DEFAULT_NAME = "clients";

    /** Checks the ranges. */
    public ClientGroup {
        if (clients < 1 || clients > LoadPlan.MAX_CLIENTS) {
            throw new IllegalArgumentException("count must be 1 to " + LoadPlan.MAX_CLIENTS + ", found " + clients);
        }
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name '" + name + "'; accepted: 1 to 64 letters, digits, dots, dashes and underscores");
        }
    }

    /** How one of them behaves: the words of its dialect are filled in. Those without words share one plan. */
    public ClientPlan client(int number) {
        return client.words().isEmpty() ? client : client.withWords(WordTemplates.filled(client, number, name));
    }
}
