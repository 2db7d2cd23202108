package dev.flatline.scenarios.cli;

import dev.flatline.chaos.control.client.HitConnection;
import dev.flatline.chaos.control.client.ToxicDraft;
import dev.flatline.chaos.control.client.ToxicInfo;
import dev.flatline.scenarios.view.ToxicText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline toxic add}. */
@Command(name = "add", description = "Put a toxic on a proxy, behind those that are on it.")
final class ToxicAddCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            required = true,
            description = "what it does, see 'flatline toxic types'")
    @SuppressWarnings("NullAway.Init")
    private String type;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "its name (default: TYPE_STREAM)")
    private Optional<String> name = Optional.empty();

    @Mixin
    private final ToxicOptions toxic = new ToxicOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(names = "--dry-run", description = "only list the connections that it would hit now")
    private boolean dryRun;

    @Parameters(paramLabel = "PROXY", description = "the proxy, see 'flatline toxic list'")
    @SuppressWarnings("NullAway.Init")
    private String proxy;

    ToxicAddCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ToxicDraft draft = toxic.draft();
        if (dryRun) {
            List<HitConnection> hit =
                    api.ask(environment, proxy, "", client -> client.dryRun(proxy, type, name.orElse(null), draft));
            hit.forEach(connection -> environment.out().println(ToxicText.of(connection)));
            environment
                    .out()
                    .println("would hit " + hit.size() + " of the connections of " + proxy + "; nothing is changed");
            return 0;
        }
        ToxicInfo added = api.ask(environment, proxy, "", client -> client.add(proxy, type, name.orElse(null), draft));
        environment.out().println(proxy + ": added " + ToxicText.of(added));
        return 0;
    }
}
