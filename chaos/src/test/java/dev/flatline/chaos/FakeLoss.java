package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.kernel.PacketPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kernel that notes what it is to drop. */
final class FakeLoss implements PacketLoss {

    private final Map<Object, Set<PacketPath>> lost = new HashMap<>();

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public void lose(Object owner, Collection<PacketPath> paths) {
        lost.computeIfAbsent(owner, none -> new HashSet<>()).addAll(paths);
    }

    @Override
    public void restore(Object owner, Collection<PacketPath> paths) {
        lost.getOrDefault(owner, new HashSet<>()).removeAll(List.copyOf(paths));
    }

    @Override
    public void over(Object owner) {
        lost.remove(owner);
    }

    /** How many paths somebody wants dropped. */
    int count() {
        return (int) lost.values().stream().flatMap(Set::stream).distinct().count();
    }

    boolean has(PacketPath path) {
        return lost.values().stream().anyMatch(paths -> paths.contains(path));
    }
}
