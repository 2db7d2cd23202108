package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Scan;

/** What a client cannot do of what a {@link HeartbeatRule} can say: it has one connection, and it sees what arrives. */
public final class ClientRules {

    private ClientRules() {}

    /**
     * Refuses what only a server can do.
     *
     * @throws IllegalArgumentException naming the key of a scenario file
     */
    public static void check(HeartbeatRule rule) {
        Scan scan = rule.scan();
        refuse(rule.activity() == Activity.ANY_IO, "activity 'any-io'", "any-bytes");
        refuse(rule.pings().phase() == Pings.Phase.SHARED, "phase 'shared'", "connection, random-half or spread");
        refuse(rule.pings().frame().tellsTime(), "text with {unix}", "{n}");
        refuse(scan.grid() == Scan.Grid.COUNTED, "grid 'counted'", "connection");
        refuse(scan.clockNanos() > 0, "clock", "none");
        refuse(scan.firstScanStamps(), "first-scan 'stamps'", "counts");
        refuse(rule.expiry().action().resumeNanos() > 0, "resume", "none");
    }

    private static void refuse(boolean found, String what, String accepted) {
        if (found) {
            throw new IllegalArgumentException("a client cannot do " + what + "; accepted: " + accepted);
        }
    }
}
