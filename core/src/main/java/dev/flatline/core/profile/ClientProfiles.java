package dev.flatline.core.profile;

import dev.flatline.core.text.Nearest;
import java.util.List;
import java.util.stream.Stream;

/** The presets of clients that there are, by name. */
public final class ClientProfiles {

    private static final List<ClientProfile> ALL = Stream.of(
                    FrameworkClients.all(),
                    WrapperClients.all(),
                    ServiceClients.all(),
                    ProtocolClients.all(),
                    IdiomClients.all())
            .flatMap(List::stream)
            .toList();

    private ClientProfiles() {}

    /** Every preset. */
    public static List<ClientProfile> all() {
        return ALL;
    }

    /**
     * The preset with this name.
     *
     * @throws IllegalArgumentException naming the nearest, or listing those there are
     */
    public static ClientProfile of(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown client profile '" + name + "'; "
                        + Nearest.hint(
                                name, ALL.stream().map(ClientProfile::name).toList())));
    }
}
