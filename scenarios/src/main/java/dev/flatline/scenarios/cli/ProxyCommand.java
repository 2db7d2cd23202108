package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.file.ProxyReader;
import dev.flatline.scenarios.file.ProxyReader.OneProxy;
import dev.flatline.scenarios.file.Setting;
import dev.flatline.scenarios.proxy.ProxyPlan;
import dev.flatline.scenarios.proxy.ProxySession;
import dev.flatline.scenarios.replica.LostPackets;
import dev.flatline.scenarios.replica.RunHome;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline proxy}: the fault proxies alone. Toxiproxy's own flags, with one dash, are understood too. */
@Command(
        name = "proxy",
        description = "Stand in front of servers and do faults to the connections that pass.",
        footer = {
            "",
            "flatline proxy --listen 127.0.0.1:9000 --upstream 127.0.0.1:8080",
            "flatline toxic add -t latency -a latency=100 web"
        })
final class ProxyCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"--host", "-host"},
            paramLabel = "H",
            description =
                    "where the control API listens (default: 127.0.0.1); elsewhere than on loopback it needs a token")
    private Optional<String> host = Optional.empty();

    @Option(
            names = {"--port", "-port"},
            paramLabel = "P",
            description = "the port of the control API, 0 for any (default: 8474)")
    private Optional<String> port = Optional.empty();

    @Option(
            names = {"--config", "-config"},
            paramLabel = "FILE",
            description =
                    "proxies, toxics, partitions and a timeline, in YAML or JSON, also Toxiproxy's; example is a bundled one")
    private Optional<String> config = Optional.empty();

    @Option(names = "--listen", paramLabel = "ADDR", description = "a proxy listens here, such as 127.0.0.1:9000")
    private Optional<String> listen = Optional.empty();

    @Option(names = "--upstream", paramLabel = "ADDR", description = "what it stands in front of")
    private Optional<String> upstream = Optional.empty();

    @Option(names = "--name", paramLabel = "N", description = "what it is called (default: web)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"--seed", "-seed"},
            paramLabel = "S",
            description = "what all random draws are made of (default: 0)")
    private Optional<String> seed = Optional.empty();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Option(
            names = "--compat",
            paramLabel = "WHOSE",
            description = "ours, or strict for Toxiproxy's defects too (default: ours)")
    private Optional<String> compat = Optional.empty();

    @Option(names = "--ledger", paramLabel = "FILE", description = "write down what toxics do, a JSON object a line")
    private Optional<String> ledger = Optional.empty();

    @Option(names = "--ledger-delays", description = "write down each delayed chunk too")
    private boolean ledgerDelays;

    @Option(
            names = "--identity",
            paramLabel = "WHERE",
            description = "header:NAME or query:NAME, where requests say who their client is, for draws and the ledger")
    private Optional<String> identity = Optional.empty();

    @Option(names = "--loops", paramLabel = "N", description = "event loops (default: 1)")
    private Optional<String> loops = Optional.empty();

    @Option(names = "--log", description = "print a line for each entry of the ledger")
    private boolean log;

    /** Toxiproxy's, which change nothing: /metrics is always there. */
    @Option(names = "-proxy-metrics", hidden = true)
    @SuppressWarnings("UnusedVariable") // picocli sets it
    private boolean proxyMetrics;

    @Option(names = "-runtime-metrics", hidden = true)
    @SuppressWarnings("UnusedVariable") // picocli sets it
    private boolean runtimeMetrics;

    @Option(names = "-version", versionHelp = true, hidden = true)
    @SuppressWarnings("UnusedVariable") // picocli sets it
    private boolean version;

    ProxyCommand(Environment environment) {
        this.environment = environment;
    }

    /** The JDK would keep an answer of the name service for 30 s, and the absence of one for 10 s: the proxy asks anew. */
    private static void followNames() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    @Override
    public Integer call() {
        followNames();
        ProxyPlan plan = ProxyReader.read(config, settings(), new OneProxy(listen, upstream, name));
        plan.warnings().forEach(warning -> environment.err().println("flatline: warning: " + warning));
        environment.err().flush();
        RunHome home = RunHome.of(environment.variables(), environment.err());
        home.heal(false);
        try (LostPackets packets = packets(home)) {
            run(secured(plan).losing(packets.loss()));
        }
        return 0;
    }

    private void run(ProxyPlan plan) {
        ProxySession session = new ProxySession(plan, this::print);
        AtomicBoolean asked = new AtomicBoolean();
        Runnable deaf = environment.interrupts().onInterrupt(() -> {
            if (asked.getAndSet(true)) {
                environment.interrupts().exitNow(ExitStatus.INTERRUPTED.code());
            }
            session.stop();
        });
        try {
            session.run(log);
        } finally {
            deaf.run();
        }
    }

    /** What the kernel drops passes again when the proxies have gone; of a proxy that is killed, when the next one starts. */
    private LostPackets packets(RunHome home) {
        String name = RunHome.unique("proxy", environment.clock().instant());
        return new LostPackets(home, name, environment.clock(), address -> OptionalLong.empty(), this::warn);
    }

    private void warn(String line) {
        environment.err().println("flatline: warning: " + line);
        environment.err().flush();
    }

    private ProxyPlan secured(ProxyPlan plan) {
        try {
            boolean inImage = InImage.is(environment.variables());
            return token.token(environment.variables()).map(plan::withToken).orElse(inImage ? plan.opened() : plan);
        } catch (IllegalArgumentException tooShort) {
            throw new FlatlineException(ExitStatus.USAGE, "--token: " + tooShort.getMessage(), tooShort);
        }
    }

    private void print(String line) {
        environment.out().println(line);
        environment.out().flush();
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        host.ifPresent(value -> settings.add(new Setting("--host", "host", value)));
        port.ifPresent(value -> settings.add(new Setting("--port", "port", value)));
        seed.ifPresent(value -> settings.add(new Setting("--seed", "seed", value)));
        compat.ifPresent(value -> settings.add(new Setting("--compat", "compat", value)));
        ledger.ifPresent(value -> settings.add(new Setting("--ledger", "ledger", value)));
        identity.ifPresent(value -> settings.add(new Setting("--identity", "identity", value)));
        loops.ifPresent(value -> settings.add(new Setting("--loops", "loops", value)));
        if (ledgerDelays) {
            settings.add(new Setting("--ledger-delays", "ledger-delays", "true"));
        }
        return settings;
    }
}
