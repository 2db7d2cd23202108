package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.Parameter.Unit;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.core.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of presets in docs/scenarios.md, from the registry. */
final class PresetTable {

    private static final long HALF_SECOND = 500_000_000;

    private PresetTable() {}

    static String markdown() {
        return ServerProfiles.all().stream()
                .map(PresetTable::row)
                .collect(Collectors.joining(
                        "\n",
                        "| profile | what it does | pings | counts as life | gone | ends with | parameters |\n|---|---|---|---|---|---|---|\n",
                        "\n"));
    }

    private static String row(ServerProfile profile) {
        HeartbeatRule rule = profile.rule();
        return "| "
                + String.join(
                        " | ",
                        code(profile.name()),
                        profile.description() + " (" + profile.source() + ")",
                        pings(rule),
                        word(rule.activity().name()),
                        gone(rule),
                        end(rule),
                        parameters(profile))
                + " |";
    }

    private static String pings(HeartbeatRule rule) {
        List<String> who = new ArrayList<>();
        if (rule.pings().sends()) {
            String phase = rule.pings().cadence() == Pings.Cadence.FIXED
                    ? " " + word(rule.pings().phase().name())
                    : "";
            who.add("server: " + frame(rule.pings()) + ", "
                    + word(rule.pings().cadence().name()) + phase);
        }
        if (rule.peerPings().sends()) {
            who.add("client: " + frame(rule.peerPings()));
        }
        return who.isEmpty() ? "nobody" : String.join("; ", who);
    }

    private static String frame(Pings pings) {
        return (pings.frame().isText() ? "text" : "WebSocket") + " every " + Durations.text(pings.everyNanos());
    }

    private static String gone(HeartbeatRule rule) {
        if (!rule.expires()) {
            return "never";
        }
        boolean asks = rule.asks() && !rule.pings().onQuiet();
        ExpiryWindow window = asks ? ExpiryWindow.sinceDeath(rule) : ExpiryWindow.sinceActivity(rule);
        String earliest = rounded(window.earliestNanos());
        String latest = rounded(window.latestNanos());
        String when = earliest.equals(latest) ? earliest : earliest + " to " + latest;
        return when + (asks ? " after it vanished" : " of silence");
    }

    private static String rounded(long nanos) {
        return Durations.text((nanos + HALF_SECOND / 2) / HALF_SECOND * HALF_SECOND);
    }

    private static String end(HeartbeatRule rule) {
        OnExpiry action = rule.expiry().action();
        if (!rule.expires()) {
            return "";
        }
        if (!action.sendsClose()) {
            return "abrupt";
        }
        String code = action.closeCode() == OnExpiry.NO_STATUS ? "without a code" : "" + action.closeCode();
        return "Close " + code + (action.reason().isEmpty() ? "" : " \"" + action.reason() + "\"");
    }

    private static String parameters(ServerProfile profile) {
        return profile.parameters().stream()
                .map(parameter -> code(parameter.name()) + " " + value(parameter) + ": " + parameter.meaning())
                .collect(Collectors.joining("<br>"));
    }

    private static String value(Parameter parameter) {
        boolean unset = parameter.optional() && parameter.unit() != Unit.COUNT;
        return unset && ProfileReader.textOf(parameter).matches("|0s") ? "unset" : ProfileReader.textOf(parameter);
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
