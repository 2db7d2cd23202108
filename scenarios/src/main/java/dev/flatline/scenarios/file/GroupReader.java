package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ArrivalSchedule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.RequestPlan;
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
        Optional<HeartbeatRule> heartbeat = HeartbeatReader.read(group, true);
        Optional<ReconnectReader.Reconnect> reconnect = ReconnectReader.read(group);
        Optional<MessagePlan> messages = MessagesReader.read(group);
        Optional<ChurnPlan> churn = ChurnReader.read(group, count);
        Optional<RequestPlan> request = RequestReader.read(group);
        Optional<Long> attempt = group.optional("attempt-timeout", "10s", Words::positiveNanos);
        return group.build(() -> ClientPlan.plain(
                        heartbeat.orElseThrow(), reconnect.orElseThrow().policy(), attempt.orElseThrow())
                .withResetAfter(reconnect.orElseThrow().resetAfterNanos())
                .withMessages(messages.orElseThrow())
                .withRequest(request.orElseThrow())
                .withChurn(churn.orElseThrow()));
    }

    private static int count(String text) {
        int count = Quantity.count(text);
        if (count < 1 || count > LoadPlan.MAX_CLIENTS) {
            throw Quantity.bad(text, "1 to " + LoadPlan.MAX_CLIENTS);
        }
        return count;
    }
}
