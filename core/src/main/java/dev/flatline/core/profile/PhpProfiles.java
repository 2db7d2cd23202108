package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.count;
import static dev.flatline.core.profile.Parameter.seconds;
import static dev.flatline.core.profile.Parameter.text;
import static dev.flatline.core.profile.Parameter.unset;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.heartbeat.Scan.Grid;
import java.util.List;

/** Swoole, Workerman, GatewayWorker, Ratchet, laravel-swoole and Reverb. */
final class PhpProfiles {

    private static final long SECOND = 1_000_000_000L;

    private PhpProfiles() {}

    static List<ServerProfile> all() {
        return List.of(swoole(), workerman(), gatewayWorker(), ratchet(), laravelSwoole(), reverb());
    }

    private static ServerProfile swoole() {
        return new ServerProfile(
                "swoole",
                "passive: any bytes count, a scan cuts; off unless set, with neither set here as in its manual (600s, 60s)",
                "swoole-src 6.2.1",
                List.of(
                        unset("check", "heartbeat_check_interval; derived from idle if unset"),
                        unset("idle", "heartbeat_idle_time; twice check if unset")),
                PhpProfiles::swooleRule);
    }

    /**
     * Only check: idle is twice that. Only idle: check is half of it in whole seconds, 1 s for an idle of up to 2 s. Both:
     * check is lowered to half of idle (src/server/master.cc).
     */
    private static HeartbeatRule swooleRule(ParameterValues values) {
        long check = values.number("check");
        long idle = values.number("idle");
        if (check == 0 && idle == 0) {
            check = 60 * SECOND;
            idle = 600 * SECOND;
        } else if (idle == 0) {
            idle = 2 * check;
        } else {
            long half = Math.max(SECOND, idle / (2 * SECOND) * SECOND);
            check = check == 0 ? half : Math.min(check, half);
        }
        return HeartbeatRule.idle(Activity.ANY_BYTES, idle, check);
    }

    private static ServerProfile workerman() {
        return new ServerProfile(
                "workerman",
                "the manual's recipe: a timer compares whole seconds since the last message, and cuts; pings do not count",
                "workerman 5.2.2, manual 2025-11",
                List.of(seconds("idle", 55, "HEARTBEAT_TIME"), seconds("scan", 10, "the timer's interval")),
                values -> new HeartbeatRule(
                        Activity.MESSAGES,
                        Pings.NONE,
                        Pings.NONE,
                        Expiry.silent(values.number("idle"), OnExpiry.CUT),
                        new Scan(values.number("scan"), Grid.SHARED, SECOND, true)));
    }

    private static ServerProfile gatewayWorker() {
        return new ServerProfile(
                "gatewayworker",
                "counts ticks since the last client message; sends data, cuts; off unless set, defaults here are the manual's",
                "GatewayWorker 4.0.0",
                List.of(
                        seconds("interval", 55, "pingInterval"),
                        count("limit", 1, "pingNotResponseLimit; 0 never cuts"),
                        text("data", "", "pingData; nothing is sent if empty")),
                PhpProfiles::gatewayWorkerRule);
    }

    /**
     * The counter of src/Gateway.php, -1 after a message and one more at each tick: with a limit L the tick is half the
     * interval I, a connection is cut at the tick that finds 2L, which is the first with more than (L + 1/2) I of silence,
     * and data is sent at the even counts from 2 on, the first tick with more than I. Without a limit the tick is I, and
     * data is sent at every count from 1 on.
     */
    private static HeartbeatRule gatewayWorkerRule(ParameterValues values) {
        long interval = values.number("interval");
        long limit = values.number("limit");
        String data = values.text("data");
        Pings pings = data.isEmpty() ? Pings.NONE : Pings.of(PingFrame.text(data, ""), interval, Cadence.QUIET);
        Expiry expiry = limit == 0 ? Expiry.NONE : Expiry.silent(limit * interval + interval / 2, OnExpiry.CUT);
        long tick = limit == 0 ? interval : interval / 2;
        return new HeartbeatRule(Activity.MESSAGES, pings, Pings.NONE, expiry, Scan.counted(tick));
    }

    private static ServerProfile ratchet() {
        return new ServerProfile(
                "ratchet",
                "enableKeepAlive: one round for all; closes who has not answered the last one; only its payload counts",
                "Ratchet 0.4.4",
                List.of(seconds("interval", 30, "the keep-alive interval")),
                values -> rounds(Activity.CURRENT_PONG, values.number("interval"), OnExpiry.close(1000, "")));
    }

    /** At every round, who has not answered the one before is closed, and the others are pinged. */
    static HeartbeatRule rounds(Activity activity, long everyNanos, OnExpiry action) {
        return new HeartbeatRule(
                activity,
                new Pings(PingFrame.WEBSOCKET, everyNanos, Cadence.FIXED, Phase.SHARED),
                Pings.NONE,
                Expiry.unanswered(everyNanos, action),
                Scan.every(everyNanos));
    }

    private static ServerProfile laravelSwoole() {
        return new ServerProfile(
                "laravel-swoole",
                "Engine.IO 3 in name: answers the client's 2, enforces nothing; add swoole's settings with check and idle",
                "laravel-swoole 2.13",
                List.of(
                        seconds("ping-interval", 25, "advertised to the client"),
                        unset("check", "Swoole's heartbeat_check_interval, off if both are unset"),
                        unset("idle", "Swoole's heartbeat_idle_time, off if both are unset")),
                values -> {
                    boolean off = values.number("check") == 0 && values.number("idle") == 0;
                    HeartbeatRule rule = off ? HeartbeatRule.NONE : swooleRule(values);
                    return rule.withPeerPings(NodeProfiles.engineIoPings(values.number("ping-interval")));
                });
    }

    private static ServerProfile reverb() {
        return new ServerProfile(
                "reverb",
                "a job pings who is idle and prunes who stays so; the real one says 4201 in a message, and then closes",
                "reverb 1.10.2",
                List.of(
                        seconds("ping-interval", 60, "idle time before a ping, and before pruning"),
                        seconds("scan", 60, "the interval of the job"),
                        seconds("activity-timeout", 30, "advertised: the client pings when idle")),
                PhpProfiles::reverbRule);
    }

    private static HeartbeatRule reverbRule(ParameterValues values) {
        PingFrame ours = PingFrame.text("{\"event\":\"pusher:ping\"}", "{\"event\":\"pusher:pong\",\"data\":{}}");
        PingFrame theirs = PingFrame.text("{\"event\":\"pusher:ping\",\"data\":{}}", "{\"event\":\"pusher:pong\"}");
        long scan = values.number("scan");
        return new HeartbeatRule(
                Activity.MESSAGES,
                Pings.of(ours, values.number("ping-interval"), Cadence.QUIET_ONCE),
                Pings.of(theirs, values.number("activity-timeout"), Cadence.QUIET_ONCE),
                Expiry.unanswered(scan, OnExpiry.close(4201, "Pong reply not received in time")),
                Scan.every(scan));
    }
}
