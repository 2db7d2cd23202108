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

    /** The most pairs of clients that share a room: each has a stream of messages to watch, of 24 bytes. */
    public static final long MAX_PAIRS = 10_000_000;

    /** Checks the ranges. */
    public ClientGroup {
        MessagePlan messages = client.messages();
        long pairs = messages.are(MessagePlan.Kind.ROOM) ? (long) clients * Math.min(clients, messages.room()) : 0;
        if (pairs > MAX_PAIRS) {
            throw new IllegalArgumentException("rooms of " + messages.room() + " make " + pairs + " pairs of " + clients
                    + " clients; accepted: at most " + MAX_PAIRS);
        }
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
