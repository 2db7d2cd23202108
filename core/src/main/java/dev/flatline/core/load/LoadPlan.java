package dev.flatline.core.load;

import dev.flatline.core.seed.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The whole load of a run: what the real fleet and the simulated one are made from. Clients are numbered from 0 through all
 * groups: those of the first group, then those of the second, and so on.
 *
 * @param groups at least one
 */
public record LoadPlan(List<ClientGroup> groups) {

    /** The most clients a plan may ask for. */
    public static final int MAX_CLIENTS = 100_000_000;

    /** Checks names and size. */
    public LoadPlan {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a load needs at least one group of clients");
        }
        Set<String> names = new HashSet<>();
        long clients = 0;
        for (ClientGroup group : groups) {
            clients += group.clients();
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("two groups have the name '" + group.name() + "'");
            }
        }
        if (clients > MAX_CLIENTS) {
            throw new IllegalArgumentException("all groups together must have at most " + MAX_CLIENTS + " clients");
        }
    }

    /** A load of one group. */
    public static LoadPlan of(int clients, ArrivalSchedule arrivals, ClientPlan client) {
        return new LoadPlan(List.of(new ClientGroup(ClientGroup.DEFAULT_NAME, clients, arrivals, client)));
    }

    /** How many clients all groups have. */
    public int clients() {
        int sum = 0;
        for (ClientGroup group : groups) {
            sum += group.clients();
        }
        return sum;
    }

    /** The group that a client is in. */
    public ClientGroup groupOf(int client) {
        int first = 0;
        for (ClientGroup group : groups) {
            if (client < first + group.clients()) {
                return group;
            }
            first += group.clients();
        }
        throw new IllegalArgumentException("client " + client + " of " + first);
    }

    /**
     * The room that a client is in, named by its first member: members are numbered one after the other. The last room of a
     * group may be smaller than the others.
     *
     * @return -1 if there are no rooms in its group
     */
    public int roomOf(int client) {
        int first = 0;
        for (ClientGroup group : groups) {
            if (client < first + group.clients()) {
                int room = group.client().messages().room();
                return room == 0 ? -1 : client - (client - first) % room;
            }
            first += group.clients();
        }
        return -1;
    }

    /** The arrivals of all groups under a seed, in the order of their instants. */
    public Walk arrivals(Seeds seeds) {
        return new Walk(seeds);
    }

    /** Goes from arrival to arrival. Not thread-safe. */
    public final class Walk {

        private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();

        private Walk(Seeds seeds) {
            int first = 0;
            for (int index = 0; index < groups.size(); index++) {
                ClientGroup group = groups.get(index);
                cursors.add(new Cursor(first, group, group.arrivals().begin(seeds.generator("arrivals", index))));
                first += group.clients();
            }
        }

        /** Whether there is another one. */
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        /** The next client to arrive. */
        public int client() {
            return head().client;
        }

        /** When it arrives, in nanoseconds from the start of the run. */
        public long nanos() {
            return head().nanos;
        }

        /** Goes to the next one. */
        public void advance() {
            Cursor cursor = cursors.remove();
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }

        private Cursor head() {
            return cursors.element();
        }
    }

    /** Where a walk is in one group; equal instants keep the order of the clients. */
    private static final class Cursor implements Comparable<Cursor> {

        private final int end;
        private final ArrivalSchedule.Arrivals arrivals;
        private int client;
        private long nanos;

        Cursor(int first, ClientGroup group, ArrivalSchedule.Arrivals arrivals) {
            this.end = first + group.clients();
            this.arrivals = arrivals;
            this.client = first;
            this.nanos = arrivals.nextNanos();
        }

        boolean advance() {
            client++;
            if (client == end) {
                return false;
            }
            nanos = arrivals.nextNanos();
            return true;
        }

        @Override
        public int compareTo(Cursor other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Integer.compare(client, other.client);
        }
    }
}
