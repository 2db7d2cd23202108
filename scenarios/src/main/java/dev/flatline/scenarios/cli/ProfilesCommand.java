package dev.flatline.scenarios.cli;

import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.view.ProfileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline profiles}: how real servers keep and lose connections, and how real clients come back. */
@Command(
        name = "profiles",
        description = "List how real servers lose connections and how real clients come back, or tell all about one.")
final class ProfilesCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the one to tell about, a server, a client or both")
    private Optional<String> name = Optional.empty();

    @Option(names = "--server", description = "only servers")
    private boolean onlyServers;

    @Option(names = "--client", description = "only clients")
    private boolean onlyClients;

    ProfilesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<ServerProfile> servers = onlyClients && !onlyServers ? List.of() : ServerProfiles.all();
        List<ClientProfile> clients = onlyServers && !onlyClients ? List.of() : ClientProfiles.all();
        if (name.isPresent()) {
            tell(name.get(), servers, clients);
        } else {
            print(ProfileText.list(servers, clients));
        }
        return 0;
    }

    private void tell(String wanted, List<ServerProfile> servers, List<ClientProfile> clients) {
        List<String> lines = new ArrayList<>();
        servers.stream().filter(one -> one.name().equals(wanted)).forEach(one -> lines.addAll(ProfileText.all(one)));
        clients.stream().filter(one -> one.name().equals(wanted)).forEach(one -> lines.addAll(ProfileText.all(one)));
        if (lines.isEmpty()) {
            List<String> names = new ArrayList<>();
            servers.forEach(one -> names.add(one.name()));
            clients.stream()
                    .map(ClientProfile::name)
                    .filter(one -> !names.contains(one))
                    .forEach(names::add);
            String near = Nearest.few(wanted, names);
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "unknown profile '" + wanted + "'; " + near + (near.isEmpty() ? "" : " ")
                            + "see flatline profiles");
        }
        print(lines);
    }

    private void print(List<String> lines) {
        lines.forEach(environment.out()::println);
    }
}
