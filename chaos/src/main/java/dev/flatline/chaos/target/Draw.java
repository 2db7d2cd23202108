package dev.flatline.chaos.target;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.seed.Seeds;

/**
 * Which share of its target a toxic hits. A connection has one draw for each toxic, for both directions: a function of
 * (seed, proxy, toxic, identity). So it is the same in any order of arrival, after an update of the toxic and in a replay;
 * a client that is hit stays hit when it reconnects, and a higher toxicity only adds connections.
 *
 * <p>The identity is the client's index in the fleet or, without one, what the {@link IdentitySource} gives; a connection
 * that says neither is known by its number. As the request tells it, the draw is made when the request has been read, or
 * when there will be none.
 */
public final class Draw {

    private static final double UNIT = 0x1p-53;

    private Draw() {}

    /** Whether the toxic hits the connection. */
    public static boolean hits(Seeds seeds, String proxy, String toxic, ConnectionFacts facts, double toxicity) {
        return hits(toxicity, of(seeds, proxy, toxic, facts));
    }

    /**
     * Whether a draw is hit.
     *
     * @param toxicity the share; from 1 all are hit, at 0 or less and at NaN none
     * @param draw what {@link #of} gave
     */
    public static boolean hits(double toxicity, double draw) {
        return draw < toxicity;
    }

    /** The draw of a connection: at least 0, less than 1, uniform. */
    public static double of(Seeds seeds, String proxy, String toxic, ConnectionFacts facts) {
        Seeds own = new Seeds(new Seeds(seeds.draw(proxy, 0)).draw(toxic, 0));
        return (draw(own, facts) >>> 11) * UNIT;
    }

    private static long draw(Seeds own, ConnectionFacts facts) {
        if (facts.client() != ClientIdentity.UNKNOWN) {
            return own.draw("client", facts.client());
        }
        String identity = facts.identity();
        return identity == null
                ? own.draw("connection", facts.number())
                : new Seeds(own.draw("identity", 0)).draw(identity, 0);
    }
}
