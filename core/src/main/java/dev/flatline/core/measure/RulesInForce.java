package dev.flatline.core.measure;

import dev.flatline.core.dialect.Introduction;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that clients live by: those of the plan, as the greeting of our server changes them. Where a foreign server decides,
 * the plan's is the best guess, and {@link #promised} gives none.
 */
final class RulesInForce {

    private final Scopes scopes;
    private final List<HeartbeatRule> rules = new ArrayList<>();
    private final List<Optional<HeartbeatRule>> promised = new ArrayList<>();

    RulesInForce(MeterPlan plan, Scopes scopes) {
        this.scopes = scopes;
        plan.load().groups().forEach(group -> add(group.client(), plan.serverRule()));
    }

    private void add(ClientPlan client, Optional<HeartbeatRule> server) {
        HeartbeatRule planned = client.heartbeat();
        boolean guessed = server.isEmpty() && Introduction.decides(client.dialect(), planned);
        HeartbeatRule rule = server.map(ours -> Introduction.tuned(client.dialect(), planned, ours))
                .orElse(planned);
        rules.add(rule);
        promised.add(guessed ? Optional.empty() : Optional.of(rule));
    }

    /** How a client notices a dead server. */
    HeartbeatRule of(int client) {
        return rules.get(rules.size() == 1 ? 0 : scopes.indexOf(client));
    }

    /** How those of each group do. */
    List<HeartbeatRule> byGroup() {
        return List.copyOf(rules);
    }

    /** What those of each group may be held against; empty where that is for a foreign server to say. */
    List<Optional<HeartbeatRule>> promised() {
        return List.copyOf(promised);
    }
}
