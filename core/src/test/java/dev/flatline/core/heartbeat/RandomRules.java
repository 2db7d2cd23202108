package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rules with everything drawn; those that contradict themselves are drawn again. */
public final class RandomRules {

    private static final long MS = 1_000_000;
    private static final Scan.Grid[] SERVER_GRIDS = {Scan.Grid.SHARED, Scan.Grid.CONNECTION, Scan.Grid.COUNTED};

    private RandomRules() {}

    /** The next rule. */
    public static HeartbeatRule draw(SplittableRandom random) {
        Optional<HeartbeatRule> rule = attempt(random);
        while (rule.isEmpty()) {
            rule = attempt(random);
        }
        return rule.get();
    }

    /** Any of these. */
    public static <T> T oneOf(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Optional<HeartbeatRule> attempt(SplittableRandom random) {
        try {
            Activity activity = oneOf(random, Activity.values());
            return Optional.of(new HeartbeatRule(activity, pings(random), Pings.NONE, expiry(random), scan(random)));
        } catch (IllegalArgumentException contradiction) {
            return Optional.empty();
        }
    }

    private static Pings pings(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return Pings.NONE;
        }
        Cadence cadence = oneOf(random, Cadence.values());
        Phase phase = cadence == Cadence.FIXED ? oneOf(random, Phase.values()) : Phase.CONNECTION;
        PingFrame frame = random.nextBoolean() ? PingFrame.WEBSOCKET : PingFrame.text("hi {n}", "ho {n}");
        return new Pings(frame, (20 + random.nextInt(300)) * MS, cadence, phase);
    }

    private static Expiry expiry(SplittableRandom random) {
        long timeout = (20 + random.nextInt(500)) * MS + random.nextInt(2) * random.nextLong(MS);
        Expiry.From from = random.nextBoolean() ? Expiry.From.PING : Expiry.From.ACTIVITY;
        return new Expiry(timeout, from, OnExpiry.CUT);
    }

    private static Scan scan(SplittableRandom random) {
        long every = random.nextInt(3) == 0 ? 0 : (10 + random.nextInt(60)) * MS;
        Scan.Grid grid = oneOf(random, SERVER_GRIDS);
        long clock = random.nextInt(3) == 0 ? (1 + random.nextInt(40)) * MS : 0;
        return new Scan(every, grid, clock, random.nextInt(4) == 0);
    }
}
