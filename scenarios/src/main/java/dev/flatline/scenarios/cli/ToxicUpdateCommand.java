package dev.flatline.scenarios.cli;

import dev.flatline.chaos.control.client.ToxicDraft;
import dev.flatline.chaos.control.client.ToxicInfo;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.view.ToxicText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline toxic update}. */
@Command(name = "update", description = "Change a toxic; what is not said stays as it is.")
final class ToxicUpdateCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            required = true,
            description = "the toxic")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private final ToxicOptions toxic = new ToxicOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "PROXY", description = "the proxy that it is on")
    @SuppressWarnings("NullAway.Init")
    private String proxy;

    ToxicUpdateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ToxicDraft draft = toxic.draft();
        if (draft.equals(ToxicDraft.EMPTY)) {
            throw new FlatlineException(
                    ExitStatus.USAGE, "toxic update: found nothing to change; accepted: -a, --toxicity, --stream, …");
        }
        ToxicInfo updated = api.ask(environment, proxy, name, client -> client.update(proxy, name, draft));
        environment.out().println(proxy + ": updated " + ToxicText.of(updated));
        return 0;
    }
}
