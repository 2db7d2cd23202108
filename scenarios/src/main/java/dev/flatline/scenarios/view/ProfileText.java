package dev.flatline.scenarios.view;

import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The presets of servers and of clients as text: a line for each, or all about one. */
public final class ProfileText {

    private ProfileText() {}

    /** A line for each. */
    public static List<String> list(List<ServerProfile> servers, List<ClientProfile> clients) {
        List<String> lines = new ArrayList<>();
        if (!servers.isEmpty()) {
            lines.add("SERVERS, what they do with a client that is silent:");
            int width = width(servers.stream().map(ServerProfile::name));
            servers.forEach(one -> lines.add(padded(one.name(), width) + one.description()));
        }
        if (!clients.isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(
                    "CLIENTS, their first six delays when a live connection ends and every attempt is refused; the source:");
            int width = width(clients.stream().map(ClientProfile::name));
            clients.forEach(one ->
                    lines.add(padded(one.name(), width) + DelayWords.firstOf(one) + "   (" + one.source() + ")"));
        }
        lines.add("");
        lines.add("flatline profiles NAME tells all about one; flatline serve --profile NAME is one of the servers;"
                + " clients: {profile: NAME, …} in a scenario is one of the clients");
        return lines;
    }

    /** All about a server. */
    public static List<String> all(ServerProfile one) {
        List<String> lines = new ArrayList<>();
        lines.add("server " + one.name() + ": " + one.description());
        RuleWords.of(one.rule()).forEach(line -> lines.add("  " + line));
        lines.add("  source: " + one.source());
        if (!one.parameters().isEmpty()) {
            lines.add("  set with heartbeat: {profile: " + one.name() + ", " + names(one.parameters())
                    + "}, or --set heartbeat." + one.parameters().get(0).name() + "=…");
            one.parameters().forEach(parameter -> lines.add("    " + RuleWords.of(parameter)));
        }
        return lines;
    }

    /** All about a client. */
    public static List<String> all(ClientProfile one) {
        List<String> lines = new ArrayList<>();
        lines.add("client " + one.name() + ": " + one.description());
        lines.add("  speaks: " + one.dialect().name());
        RuleWords.ofClient(one.rule()).forEach(line -> lines.add("  " + line));
        lines.add("  first delays, after a live connection: " + DelayWords.firstOf(one));
        one.reactions().forEach(reaction -> lines.add("  " + reaction));
        lines.add("  starts over: "
                + (one.resetAfterNanos() == 0
                        ? "as soon as it is open again"
                        : "when it was open for " + Durations.text(one.resetAfterNanos())));
        lines.add("  an attempt may take " + Durations.text(one.attemptTimeoutNanos())
                + (one.attemptTimeoutNanos() == ClientProfile.NO_LIMIT_NANOS
                        ? "; the library sets no limit, and that is the operating system's patience"
                        : ""));
        lines.add("  comes back as: " + one.resume());
        lines.add("  source: " + one.source());
        parameters(lines, "heartbeat", one.name(), one.heartbeat().parameters());
        parameters(lines, "reconnect", one.name(), one.reconnect().parameters());
        return lines;
    }

    private static void parameters(List<String> lines, String key, String profile, List<Parameter> parameters) {
        if (!parameters.isEmpty()) {
            lines.add("  set with clients: {" + key + ": {profile: " + profile + ", " + names(parameters) + "}}");
            parameters.forEach(parameter -> lines.add("    " + RuleWords.of(parameter)));
        }
    }

    private static String names(List<Parameter> parameters) {
        return parameters.stream()
                .map(Parameter::name)
                .map(parameter -> parameter + ": …")
                .collect(Collectors.joining(", "));
    }

    private static int width(Stream<String> names) {
        return names.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width + 2 - name.length());
    }
}
