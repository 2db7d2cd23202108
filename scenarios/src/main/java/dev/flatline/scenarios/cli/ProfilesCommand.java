package dev.flatline.scenarios.cli;

import dev.flatline.core.profile.Parameter;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.view.RuleWords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code flatline profiles}: how real servers keep and lose connections. */
@Command(name = "profiles", description = "List how real servers keep and lose connections, or tell all about one.")
final class ProfilesCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the one to tell about")
    private Optional<String> name = Optional.empty();

    ProfilesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (name.isPresent()) {
            tell(profile(name.get()));
        } else {
            list();
        }
        return 0;
    }

    private static ServerProfile profile(String name) {
        try {
            return ServerProfiles.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private void list() {
        List<ServerProfile> all = ServerProfiles.all();
        int width = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        all.forEach(one -> environment
                .out()
                .println(one.name() + " ".repeat(width + 2 - one.name().length()) + one.description()));
        environment.out().println("\nflatline profiles NAME tells all about one; flatline serve --profile NAME is one");
    }

    private void tell(ServerProfile one) {
        environment.out().println(one.name() + ": " + one.description());
        RuleWords.of(one.rule()).forEach(line -> environment.out().println("  " + line));
        environment.out().println("  source: " + one.source());
        if (!one.parameters().isEmpty()) {
            environment
                    .out()
                    .println("  set with heartbeat: {profile: " + one.name() + ", "
                            + one.parameters().stream()
                                    .map(Parameter::name)
                                    .map(parameter -> parameter + ": …")
                                    .collect(Collectors.joining(", "))
                            + "}, or --set heartbeat."
                            + one.parameters().get(0).name() + "=…");
            one.parameters().forEach(parameter -> environment.out().println("    " + RuleWords.of(parameter)));
        }
    }
}
