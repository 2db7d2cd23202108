package dev.flatline.core.fault;

import dev.flatline.core.seed.Seeds;
import java.util.Arrays;

/**
 * Which clients a fault hits: sticky, seeded, replayable. Every client has a draw that is a function of (seed, fault,
 * client); the fault hits the clients with the smallest draws, exactly {@code round(share × clients)} of them, and stays
 * on them when they reconnect.
 *
 * <p>A connection without a known client is hit with probability {@code share}, drawn from its connection number.
 */
public final class Selection {

    private final Seeds seeds;
    private final ScheduledFault fault;
    private final int clients;
    private final String name;
    private final long threshold;

    /** Selects among the clients 0 to {@code clients - 1}. */
    public Selection(Seeds seeds, ScheduledFault fault, int clients) {
        this.seeds = seeds;
        this.fault = fault;
        this.clients = clients;
        this.name = "selection/" + fault.index();
        this.threshold = threshold();
    }

    /** Whether the fault hits this client. */
    public boolean hits(int client) {
        return fault.share() == 1 || (client >= 0 && client < clients && draw(client) <= threshold);
    }

    /** Whether the fault hits this connection of a client that nobody knows. */
    public boolean hitsStranger(long connection) {
        return fault.share() == 1 || seeds.draw(name + "/stranger", connection) >>> 1 < fault.share() * Long.MAX_VALUE;
    }

    /** How many of the clients it hits. */
    public int count() {
        return count(fault, clients);
    }

    /** How many of so many clients a fault hits. */
    public static int count(ScheduledFault fault, int clients) {
        return (int) Math.round(fault.share() * clients);
    }

    /** The largest draw that is still hit: the count-th smallest. */
    private long threshold() {
        int count = count();
        if (count == 0 || fault.share() == 1) {
            return Long.MIN_VALUE;
        }
        long[] draws = new long[clients];
        Arrays.setAll(draws, this::draw);
        Arrays.parallelSort(draws);
        return draws[count - 1];
    }

    private long draw(int client) {
        return seeds.draw(name, client);
    }
}
