package dev.flatline.scenarios.cli;

import dev.flatline.chaos.control.client.ProxyInfo;
import dev.flatline.scenarios.view.ToxicText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flatline toxic list}. */
@Command(name = "list", description = "List proxies with their toxics: a table on a terminal, else tab-separated.")
final class ToxicListCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Parameters(arity = "0..1", paramLabel = "PROXY", description = "only this one")
    private Optional<String> proxy = Optional.empty();

    ToxicListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<ProxyInfo> proxies = api.ask(
                environment,
                proxy.orElse(""),
                "",
                client -> proxy.isPresent() ? List.of(client.proxy(proxy.get())) : client.proxies());
        if (proxies.isEmpty()) {
            environment
                    .err()
                    .println("flatline: there are no proxies; 'flatline proxy --listen 127.0.0.1:9000 --upstream"
                            + " 127.0.0.1:8080' starts with one, and POST /proxies makes one");
        }
        ToxicText.table(proxies, environment.screen().get().live()).forEach(environment.out()::println);
        return 0;
    }
}
