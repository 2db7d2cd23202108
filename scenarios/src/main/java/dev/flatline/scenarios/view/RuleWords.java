package dev.flatline.scenarios.view;

import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.Parameter.Unit;
import dev.flatline.core.text.Durations;
import java.util.List;
import java.util.Locale;

/** A heartbeat rule in words. */
public final class RuleWords {

    private static final long TENTH_NANOS = 100_000_000L;

    private RuleWords() {}

    /** What a client's rule does, a line each. */
    public static List<String> ofClient(HeartbeatRule rule) {
        return List.of(
                "pings: " + pings("client", rule.pings()) + "; " + pings("server", rule.peerPings()),
                "a sign of life: " + activity(rule),
                "a server that vanishes is noticed " + clientWindow(rule),
                "then: " + (rule.expires() ? action(rule.expiry().action()) : "–"));
    }

    /** What a server's rule does, a line each. */
    public static List<String> of(HeartbeatRule rule) {
        return List.of(
                "pings: " + pings("server", rule.pings()) + "; " + pings("client", rule.peerPings()),
                "a sign of life: " + activity(rule),
                "a client that vanishes is noticed " + window(rule),
                "then: " + (rule.expires() ? action(rule.expiry().action()) : "–"));
    }

    /** A parameter with its default. */
    public static String of(Parameter parameter) {
        String value = switch (parameter.unit()) {
            case DURATION -> parameter.number() == 0 ? "unset" : Durations.text(parameter.number());
            case COUNT -> Long.toString(parameter.number());
            case TEXT -> "'" + parameter.text() + "'";
        };
        String kind = parameter.unit() == Unit.DURATION
                ? "a duration"
                : "a " + parameter.unit().name().toLowerCase(Locale.ROOT);
        return parameter.name() + " (" + kind + ", default " + value + "): " + parameter.meaning();
    }

    private static String pings(String side, Pings pings) {
        if (!pings.sends()) {
            return "the " + side + " sends none";
        }
        PingFrame frame = pings.frame();
        String what = frame.isText()
                ? "the text " + frame.text() + (frame.answer().isEmpty() ? "" : ", answered by " + frame.answer())
                : "a WebSocket ping";
        String when = switch (pings.cadence()) {
            case QUIET_ONCE -> "after " + Durations.text(pings.everyNanos()) + " of silence";
            case QUIET -> "after every " + Durations.text(pings.everyNanos()) + " of silence";
            case AFTER_ANSWER -> Durations.text(pings.everyNanos()) + " after the last answer";
            case FIXED -> "every " + Durations.text(pings.everyNanos()) + phase(pings);
        };
        return "the " + side + " sends " + what + " " + when;
    }

    private static String phase(Pings pings) {
        return switch (pings.phase()) {
            case CONNECTION -> "";
            case SHARED -> ", all connections at once";
            case RANDOM_HALF -> ", the first one at random in the second half";
            case SPREAD -> ", the first one at random";
        };
    }

    private static String activity(HeartbeatRule rule) {
        return switch (rule.activity()) {
            case ANY_IO -> "anything that arrives or leaves";
            case ANY_BYTES -> "anything that arrives";
            case ANY_FRAME -> "a whole frame, control frames too";
            case MESSAGES -> "a message; WebSocket pings and pongs do not count";
            case PONGS -> "an answer to a ping";
            case PEER_PINGS -> "a ping of the other side";
            case CURRENT_PONG -> "a pong with the payload of the latest ping";
        };
    }

    /** A side that pings is answered in between, so what matters is when the client vanished; else when it last spoke. */
    private static String window(HeartbeatRule rule) {
        if (!rule.expires()) {
            return "never";
        }
        ExpiryWindow window = rule.asks() ? ExpiryWindow.sinceDeath(rule) : ExpiryWindow.sinceActivity(rule);
        return Durations.text(window.earliestNanos()) + " to " + Durations.text(window.latestNanos())
                + (rule.asks() ? " later" : " after its last sign of life");
    }

    /** The scans that a window counts with are a server's: a client looks at the very instant. */
    private static String clientWindow(HeartbeatRule rule) {
        if (!rule.expires()) {
            return "never";
        }
        boolean pings = rule.asks();
        ExpiryWindow window = pings ? ExpiryWindow.sinceDeath(rule) : ExpiryWindow.sinceActivity(rule);
        String least = DelayWords.of(tenths(window.earliestNanos()));
        String most = DelayWords.of(tenths(window.latestNanos()));
        return (least.equals(most) ? least : least + " to " + most)
                + (pings ? " later" : " after its last sign of life");
    }

    private static long tenths(long nanos) {
        return nanos / TENTH_NANOS * TENTH_NANOS;
    }

    private static String action(OnExpiry action) {
        if (!action.sendsClose()) {
            return "cut without a Close frame (1006)";
        }
        if (action.closeCode() == OnExpiry.NO_STATUS) {
            return "a Close frame without a code (1005)";
        }
        return "a Close frame of " + action.closeCode() + (action.reason().isEmpty() ? "" : ", " + action.reason());
    }
}
