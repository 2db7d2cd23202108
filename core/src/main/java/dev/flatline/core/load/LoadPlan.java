package dev.flatline.core.load;

import dev.flatline.core.seed.Seeds;

/**
 * The whole load of a run: what the real fleet and the simulated one are made from.
 *
 * @param clients how many
 * @param arrivals when each one starts
 * @param client how each one behaves
 */
public record LoadPlan(int clients, ArrivalSchedule arrivals, ClientPlan client) {

    /** The most clients a plan may ask for. */
    public static final int MAX_CLIENTS = 100_000_000;

    /** Checks the range. */
    public LoadPlan {
        if (clients < 1 || clients > MAX_CLIENTS) {
            throw new IllegalArgumentException("count must be 1 to " + MAX_CLIENTS + ", found " + clients);
        }
    }

    /** The intended starts of this plan's clients under a seed, in nanoseconds from the start of the run. */
    public ArrivalSchedule.Arrivals arrivals(Seeds seeds) {
        return arrivals.begin(seeds.generator("arrivals", 0));
    }
}
