package dev.flatline.scenarios.file;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ArrivalSchedule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;

/** Reads one group of clients: how many there are, when they arrive and how each one behaves. */
final class GroupReader {

    private GroupReader() {}

    static Optional<ClientGroup> read(Section group, Optional<String> name) {
        Optional<Integer> count = group.required("count", GroupReader::count);
        Optional<ArrivalSchedule> arrivals = ArrivalReader.read(group);
        Optional<ClientPlan> client = client(group, count);
        return group.build(() ->
                new ClientGroup(name.orElseThrow(), count.orElseThrow(), arrivals.orElseThrow(), client.orElseThrow()));
    }

    private static Optional<ClientPlan> client(Section group, Optional<Integer> count) {
        Optional<ClientProfile> profile = ClientProfileReader.profile(group);
        Optional<HeartbeatRule> heartbeat = heartbeat(group, profile);
        Optional<ReconnectReader.Reconnect> reconnect = reconnect(group, profile);
        Optional<RequestPlan> request = RequestReader.read(group);
        Dialect byDefault = profile.map(ClientProfile::dialect).orElse(Plain.DIALECT);
        Optional<DialectReader.Spoken> spoken = DialectReader.read(group, byDefault, request);
        Optional<MessagePlan> messages = MessagesReader.read(group);
        Optional<ChurnPlan> churn = ChurnReader.read(group, count);
        Optional<Long> attempt = group.optional(
                "attempt-timeout",
                profile.map(known -> Durations.text(known.attemptTimeoutNanos()))
                        .orElse("10s"),
                Words::positiveNanos);
        return group.build(() -> ClientPlan.plain(
                        heartbeat.orElseThrow(), reconnect.orElseThrow().policy(), attempt.orElseThrow())
                .withProfile(profile.map(ClientProfile::name).orElse(""))
                .withDialect(spoken.orElseThrow().dialect())
                .withWords(spoken.orElseThrow().words())
                .withResetAfter(reconnect.orElseThrow().resetAfterNanos())
                .withMessages(messages.orElseThrow())
                .withRequest(request.orElseThrow())
                .withChurn(churn.orElseThrow()));
    }

    /** What the group says itself replaces that part of its preset. */
    private static Optional<HeartbeatRule> heartbeat(Section group, Optional<ClientProfile> profile) {
        return profile.isPresent() && !group.has("heartbeat")
                ? profile.map(ClientProfile::rule)
                : HeartbeatReader.read(group, true);
    }

    private static Optional<ReconnectReader.Reconnect> reconnect(Section group, Optional<ClientProfile> profile) {
        return profile.isPresent() && !group.has("reconnect")
                ? profile.map(known -> new ReconnectReader.Reconnect(known.policy(), known.resetAfterNanos()))
                : ReconnectReader.read(group);
    }

    private static int count(String text) {
        int count = Quantity.count(text);
        if (count < 1 || count > LoadPlan.MAX_CLIENTS) {
            throw Quantity.bad(text, "1 to " + LoadPlan.MAX_CLIENTS);
        }
        return count;
    }
}
