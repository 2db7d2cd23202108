package dev.flatline.scenarios.file;

import dev.flatline.core.connection.ClientRules;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.core.profile.Tunable;
import dev.flatline.core.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the preset of a real client: all of it, or its heartbeat or its way back alone, with the parameters of that. */
final class ClientProfileReader {

    private static final List<String> NAMES =
            ClientProfiles.all().stream().map(ClientProfile::name).toList();

    private ClientProfileReader() {}

    /** The preset that a group of clients names; empty without one, and for one that there is not. */
    static Optional<ClientProfile> profile(Section group) {
        return group.has("profile") ? group.required("profile", ClientProfileReader::named) : Optional.empty();
    }

    /** A heartbeat that is the preset's. */
    static Optional<HeartbeatRule> heartbeat(Section group) {
        return part(group, "heartbeat", ClientProfile::heartbeat, (profile, rule) -> {
            ClientRules.check(rule);
            return rule;
        });
    }

    /** A policy that is the preset's, with its reset rule. */
    static Optional<ReconnectReader.Reconnect> reconnect(Section group) {
        return part(
                group,
                "reconnect",
                ClientProfile::reconnect,
                (profile, policy) -> new ReconnectReader.Reconnect(policy, profile.resetAfterNanos()));
    }

    /** Makes something of a part of a preset. */
    private interface Maker<T, R> {
        R make(ClientProfile profile, T part);
    }

    private static <T, R> Optional<R> part(
            Section group, String key, Function<ClientProfile, Tunable<T>> partOf, Maker<T, R> maker) {
        String name = group.textOf(key, "profile").orElse("");
        List<String> keys = NAMES.contains(name)
                ? ProfileReader.keys(parameters(partOf, ClientProfiles.of(name)))
                : List.copyOf(group.keysOf(key));
        Section section = group.child(key, keys);
        return section.required("profile", ClientProfileReader::named).flatMap(profile -> {
            ParameterValues values = ProfileReader.values(section, parameters(partOf, profile));
            return section.build(() -> maker.make(profile, partOf.apply(profile).with(profile.name(), values)));
        });
    }

    private static <T> List<Parameter> parameters(Function<ClientProfile, Tunable<T>> partOf, ClientProfile profile) {
        return partOf.apply(profile).parameters();
    }

    private static ClientProfile named(String name) {
        if (NAMES.contains(name)) {
            return ClientProfiles.of(name);
        }
        boolean servers = ServerProfiles.all().stream().map(ServerProfile::name).anyMatch(name::equals);
        throw new IllegalArgumentException("found "
                + (servers ? "the preset of a server, '" : "'") + name + "'; "
                + (servers ? "accepted: in server.heartbeat" : hint(name)));
    }

    private static String hint(String name) {
        String near = Nearest.few(name, NAMES);
        return near + (near.isEmpty() ? "" : " ") + "see flatline profiles --client";
    }
}
