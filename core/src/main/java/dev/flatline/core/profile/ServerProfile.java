package dev.flatline.core.profile;

import dev.flatline.core.dialect.ActionCable;
import dev.flatline.core.dialect.Centrifuge;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.EngineIo3;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Phoenix;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.dialect.SignalR;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;
import java.util.function.Function;

/**
 * How one real server keeps and loses connections, as a pure function from a few parameters to a rule.
 *
 * @param name its key in a scenario file
 * @param description one line: what it does, and where the rule says it only as near as possible
 * @param source the library and version that it was read in
 * @param parameters what can be chosen
 * @param maker the rule, from a value for every parameter
 */
public record ServerProfile(
        String name,
        String description,
        String source,
        List<Parameter> parameters,
        Function<ParameterValues, HeartbeatRule> maker) {

    /** Copies the list. */
    public ServerProfile {
        parameters = List.copyOf(parameters);
    }

    /** What the server's clients speak, where it has a protocol of its own. */
    public Dialect dialect() {
        return switch (name) {
            case "engine.io-3", "laravel-swoole" -> EngineIo3.DIALECT;
            case "engine.io-4" -> EngineIo4.DIALECT;
            case "phoenix-cowboy", "phoenix-bandit" -> Phoenix.DIALECT;
            case "actioncable" -> ActionCable.DIALECT;
            case "signalr" -> SignalR.DIALECT;
            case "centrifugo" -> Centrifuge.DIALECT;
            default -> Plain.DIALECT;
        };
    }

    /** The rule with every default. */
    public HeartbeatRule rule() {
        return rule(ParameterValues.NONE);
    }

    /**
     * The rule with these values, and defaults for the rest.
     *
     * @throws IllegalArgumentException for a parameter that this profile lacks, listing those there are; or for a value that
     *     is out of range, naming it
     */
    public HeartbeatRule rule(ParameterValues given) {
        return new Tunable<>(parameters, maker).with(name, given);
    }

    /**
     * The parameter with this name.
     *
     * @throws IllegalArgumentException listing those there are
     */
    public Parameter parameter(String parameterName) {
        return new Tunable<>(parameters, maker).parameter(name, parameterName);
    }
}
