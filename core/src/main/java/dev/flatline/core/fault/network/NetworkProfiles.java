package dev.flatline.core.fault.network;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The networks there are, by name. Presets, not measurements: each says where its figures are from. */
public final class NetworkProfiles {

    private static final List<NetworkProfile> ALL = Stream.of(CellularProfiles.all(), FixedProfiles.all())
            .flatMap(List::stream)
            .toList();

    private NetworkProfiles() {}

    /** Every network, the slow ones first. */
    public static List<NetworkProfile> all() {
        return ALL;
    }

    /**
     * The network with this name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public static NetworkProfile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown network '" + name + "'; there are: "
                        + ALL.stream().map(NetworkProfile::name).collect(Collectors.joining(", "))));
    }
}
