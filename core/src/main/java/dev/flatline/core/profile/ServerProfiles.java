package dev.flatline.core.profile;

import java.util.List;
import java.util.stream.Stream;

/** The presets there are, by name. */
public final class ServerProfiles {

    private static final List<ServerProfile> ALL = Stream.of(
                    OwnProfiles.all(),
                    PhpProfiles.all(),
                    NodeProfiles.all(),
                    JvmProfiles.all(),
                    NativeProfiles.all(),
                    ProtocolProfiles.all())
            .flatMap(List::stream)
            .toList();

    private ServerProfiles() {}

    /** Every preset, our own first. */
    public static List<ServerProfile> all() {
        return ALL;
    }

    /**
     * The preset with this name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public static ServerProfile of(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown profile '" + name + "'; there are: "
                        + String.join(
                                ", ", ALL.stream().map(ServerProfile::name).toList())));
    }
}
