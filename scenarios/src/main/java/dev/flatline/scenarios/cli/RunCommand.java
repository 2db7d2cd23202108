package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.doctor.Mode;
import dev.flatline.scenarios.doctor.Preflight;
import dev.flatline.scenarios.doctor.Setup;
import dev.flatline.scenarios.run.Processes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline run}: a scenario on real sockets. */
@Command(name = "run", description = "Run a scenario on real sockets.")
final class RunCommand implements Callable<Integer> {

    private static final int MAX_PORT = 0xFFFF;

    private final Engines engines;
    private final Environment environment;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "a server of yours, such as ws://127.0.0.1:9000/ (default: an embedded server)")
    private Optional<String> target = Optional.empty();

    @Mixin
    private final ProcessOptions processes = new ProcessOptions();

    RunCommand(Engines engines, Environment environment) {
        this.engines = engines;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<URI> url = target.map(RunCommand::url);
        Scenario scenario = options.load();
        Machine machine = environment.machine().get();
        Processes into = processes.decide(scenario, url, machine);
        if (!into.several()) {
            Preflight.check(scenario.load().clients(), setup(scenario, url), machine);
        }
        String command = options.command("run", url) + processes.text();
        return new RunSession(environment)
                .run(engines.real().get(), new RunSession.Job(scenario, url, command, into), options)
                .code();
    }

    private static Setup setup(Scenario scenario, Optional<URI> target) {
        Setup setup = Setup.of(Mode.of(scenario.usesProxy(target.isPresent()), target.isEmpty()));
        return target.map(URI::getHost).filter(host -> !Setup.onLoopback(host)).isPresent() ? setup.from(1) : setup;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if ("ws".equals(url.getScheme()) && url.getHost() != null && url.getPort() <= MAX_PORT) {
                return url;
            }
            if ("wss".equals(url.getScheme())) {
                throw new FlatlineException(
                        ExitStatus.USAGE,
                        "--target: wss:// is not supported yet; put a TLS-terminating proxy in front, or use ws://");
            }
            throw new URISyntaxException(text, "not a WebSocket URL");
        } catch (URISyntaxException refused) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--target: found '" + text + "'; accepted: a WebSocket URL, such as ws://127.0.0.1:9000/",
                    refused);
        }
    }
}
