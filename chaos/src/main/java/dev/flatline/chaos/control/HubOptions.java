package dev.flatline.chaos.control;

import java.time.Duration;

/**
 * What a {@link ProxyHub} does and bears.
 *
 * @param compat whose behaviour it is where Toxiproxy's is a defect
 * @param changeLimit how long a change waits for the connections to switch, or for another change of the same proxy; then it
 *     fails with 503, and what it changed stays changed
 * @param maxProxies most proxies, from 1
 * @param maxToxics most toxics on a proxy, from 1
 * @param maxWaiting most changes that wait for another one of the same proxy, from 1; more fail with 503 at once
 */
public record HubOptions(Compat compat, Duration changeLimit, int maxProxies, int maxToxics, int maxWaiting) {

    /** Checks the ranges. */
    public HubOptions {
        require(changeLimit.toMillis() >= 1, "change-limit must be at least 1ms, found " + changeLimit);
        require(maxProxies >= 1, "max-proxies must be at least 1, found " + maxProxies);
        require(maxToxics >= 1, "max-toxics must be at least 1, found " + maxToxics);
        require(maxWaiting >= 1, "max-waiting must be at least 1, found " + maxWaiting);
    }

    /** Ours; 5 s, 1,000 proxies, 200 toxics on each, 4 changes waiting for one. */
    public static HubOptions defaults() {
        return new HubOptions(Compat.OURS, Duration.ofSeconds(5), 1_000, 200, 4);
    }

    /** These options with another behaviour. */
    public HubOptions with(Compat newCompat) {
        return new HubOptions(newCompat, changeLimit, maxProxies, maxToxics, maxWaiting);
    }

    /** These options with another limit for changes. */
    public HubOptions withChangeLimit(Duration newLimit) {
        return new HubOptions(compat, newLimit, maxProxies, maxToxics, maxWaiting);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
