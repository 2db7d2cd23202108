package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import dev.flatline.scenarios.file.Setting;
import dev.flatline.scenarios.live.LiveOptions;
import dev.flatline.scenarios.live.LiveOptions.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} and {@code simulate} have in common: a scenario, and what goes over it. */
final class ScenarioOptions {

    private static final int MAX_PORT = 65_535;

    @Parameters(paramLabel = "SCENARIO", description = "a bundled name (see 'flatline list') or a file")
    private String scenario = "";

    @Option(names = "--clients", paramLabel = "N", description = "how many clients, such as 500, 2k or 10M")
    private Optional<String> clients = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "the root of every random draw")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "result folder (default: results/<scenario>-<time>)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "path=value",
            description = "put a value over the scenario's, such as timeline[0].hit=30%%; may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--ui", description = "serve the report while it fills, for a browser on this machine")
    private boolean ui;

    @Option(names = "--ui-port", paramLabel = "PORT", description = "the same on this port (default: any free one)")
    private Optional<Integer> uiPort = Optional.empty();

    @Option(
            names = "--prometheus",
            paramLabel = "[HOST:]PORT",
            description =
                    "serve the metrics of the run for Prometheus, on loopback unless HOST is given; 0 for any free port")
    private Optional<String> prometheus = Optional.empty();

    /** What others may watch of the run. */
    LiveOptions live() {
        uiPort.filter(number -> number < 0 || number > MAX_PORT).ifPresent(number -> {
            throw new FlatlineException(
                    ExitStatus.USAGE, "--ui-port: found " + number + "; accepted: 0 to " + MAX_PORT);
        });
        try {
            return new LiveOptions(
                    uiPort.or(() -> ui ? Optional.of(0) : Optional.empty()), prometheus.map(Endpoint::parse));
        } catch (IllegalArgumentException refused) {
            throw new FlatlineException(ExitStatus.USAGE, "--prometheus: " + refused.getMessage());
        }
    }

    /**
     * The scenario with everything that goes over it.
     *
     * @param targets in place of the scenario's, unless there are none
     */
    Scenario load(List<String> targets) {
        List<Setting> settings = new ArrayList<>();
        set.forEach(text -> settings.add(Setting.parse(text)));
        clients.ifPresent(value -> settings.add(new Setting("--clients", "clients.count", value)));
        seed.ifPresent(value -> settings.add(new Setting("--seed", "seed", value)));
        if (!targets.isEmpty()) {
            settings.add(new Setting("--target", "targets", list(targets)));
        }
        return ScenarioFiles.load(scenario, settings);
    }

    Optional<Path> out() {
        return out;
    }

    /** The command that repeats the run; the result folder is not part of it. */
    String command(String verb, List<String> targets) {
        StringBuilder command =
                new StringBuilder("flatline ").append(verb).append(' ').append(quoted(scenario));
        targets.forEach(url -> command.append(" --target ").append(quoted(url)));
        clients.ifPresent(value -> command.append(" --clients ").append(quoted(value)));
        seed.ifPresent(value -> command.append(" --seed ").append(quoted(value)));
        set.forEach(text -> command.append(" --set ").append(quoted(text)));
        return command.toString();
    }

    /** A list of texts as a file would have it. */
    private static String list(List<String> texts) {
        return texts.stream()
                .map(text -> "'" + text.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return text.matches("[\\w./:=%@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
