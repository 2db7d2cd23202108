package dev.flatline.scenarios.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline toxic remove}. */
@Command(
        name = "remove",
        aliases = {"delete", "r"},
        description = "Take a toxic off a proxy.")
final class ToxicRemoveCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            required = true,
            description = "the toxic")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "PROXY", description = "the proxy that it is on")
    @SuppressWarnings("NullAway.Init")
    private String proxy;

    ToxicRemoveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        api.ask(environment, proxy, name, client -> {
            client.remove(proxy, name);
            return name;
        });
        environment.out().println(proxy + ": removed " + name);
        return 0;
    }
}
