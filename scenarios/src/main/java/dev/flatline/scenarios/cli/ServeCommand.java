package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.file.ServeReader;
import dev.flatline.scenarios.file.Setting;
import dev.flatline.scenarios.serve.ServePlan;
import dev.flatline.scenarios.serve.ServeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flatline serve}: the heartbeat-aware server alone. */
@Command(name = "serve", description = "Serve an echo that notices dead clients as a real server does.")
final class ServeCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(names = "--config", paramLabel = "FILE", description = "a YAML file with the server's options")
    private Optional<String> config = Optional.empty();

    @Option(names = "--host", paramLabel = "H", description = "where to listen (default: 127.0.0.1)")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "P", description = "the port, 0 for any (default: 9000)")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "the heartbeat of a real server, see 'flatline profiles' (default: flatline)")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--transport", paramLabel = "T", description = "auto, epoll, io_uring or nio (default: auto)")
    private Optional<String> transport = Optional.empty();

    @Option(names = "--loops", paramLabel = "N", description = "event loops (default: 1)")
    private Optional<String> loops = Optional.empty();

    @Option(
            names = "--operator",
            paramLabel = "P",
            description = "the operator's port on loopback, 0 for any, or none (default: the one behind the server's)")
    private Optional<String> operator = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "path=value",
            description = "any other option, such as heartbeat.idle=5s or admission.connections=1k; may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--log", description = "print a line when a connection opens and when it is over, with the cause")
    private boolean log;

    ServeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Setting> settings = settings();
        ServePlan plan = ServeReader.read(config, settings);
        ServeSession session =
                new ServeSession(plan, () -> ServeReader.read(config, settings), this::print, Version.number());
        AtomicBoolean asked = new AtomicBoolean();
        Runnable deaf = environment.interrupts().onInterrupt(() -> {
            if (asked.getAndSet(true)) {
                environment.interrupts().exitNow(ExitStatus.INTERRUPTED.code());
            }
            session.stop();
        });
        Runnable steady = environment.interrupts().onHangUp(session::reload);
        try {
            session.run(log);
        } finally {
            deaf.run();
            steady.run();
        }
        return 0;
    }

    private void print(String line) {
        environment.out().println(line);
        environment.out().flush();
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        host.ifPresent(value -> settings.add(new Setting("--host", "host", value)));
        port.ifPresent(value -> settings.add(new Setting("--port", "port", value)));
        profile.ifPresent(value -> settings.add(new Setting("--profile", "heartbeat.profile", value)));
        transport.ifPresent(value -> settings.add(new Setting("--transport", "transport", value)));
        loops.ifPresent(value -> settings.add(new Setting("--loops", "loops", value)));
        operator.ifPresent(value ->
                settings.add(new Setting("--operator", value.equals("none") ? "operator" : "operator.port", value)));
        set.forEach(text -> settings.add(Setting.parse(text)));
        return settings;
    }
}
