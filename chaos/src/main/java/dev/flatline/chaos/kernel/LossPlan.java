package dev.flatline.chaos.kernel;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who wants which packets dropped, where, and what of that has changed and is not done yet. Confined to one thread. */
final class LossPlan {

    /**
     * A path in one place.
     *
     * @param where whose kernel drops it
     */
    record Placed(NetworkNamespace where, PacketPath path) {}

    private final int most;
    private final Map<Placed, Set<Object>> owners = new HashMap<>();
    private final Map<Object, Set<Placed>> ownedBy = new HashMap<>();
    private final Map<NetworkNamespace, Set<PacketPath>> wanted = new HashMap<>();
    private final Map<NetworkNamespace, Set<PacketPath>> changed = new LinkedHashMap<>();

    /**
     * An empty plan.
     *
     * @param most how many paths it takes at most
     */
    LossPlan(int most) {
        this.most = most;
    }

    /** An owner wants a path dropped; returns false if there are too many already. */
    boolean lose(Object owner, Placed placed) {
        if (owners.size() >= most && !owners.containsKey(placed)) {
            return false;
        }
        owners.computeIfAbsent(placed, none -> new HashSet<>(2)).add(owner);
        ownedBy.computeIfAbsent(owner, none -> new LinkedHashSet<>()).add(placed);
        if (wanted(placed.where()).add(placed.path())) {
            change(placed);
        }
        return true;
    }

    /** It does not any more, wherever that was. */
    void restore(Object owner, Collection<PacketPath> paths) {
        Set<Placed> all = ownedBy.get(owner);
        if (all == null) {
            return;
        }
        for (NetworkNamespace where : List.copyOf(wanted.keySet())) {
            for (PacketPath path : paths) {
                Placed placed = new Placed(where, path);
                if (all.remove(placed)) {
                    drop(owner, placed);
                }
            }
        }
        if (all.isEmpty()) {
            ownedBy.remove(owner);
        }
    }

    /** It wants nothing any more. */
    void over(Object owner) {
        Set<Placed> all = ownedBy.remove(owner);
        if (all != null) {
            all.forEach(placed -> drop(owner, placed));
        }
    }

    /** The paths that are wanted in a place, as they are now. */
    Set<PacketPath> wanted(NetworkNamespace where) {
        return wanted.computeIfAbsent(where, none -> new HashSet<>());
    }

    /** What has changed since it was done, by place. */
    Map<NetworkNamespace, Set<PacketPath>> changed() {
        return Map.copyOf(changed);
    }

    /** All changes of a place are done. */
    void done(NetworkNamespace where) {
        changed.remove(where);
    }

    private void drop(Object owner, Placed placed) {
        Set<Object> left = owners.get(placed);
        if (left != null && left.remove(owner) && left.isEmpty()) {
            owners.remove(placed);
            wanted(placed.where()).remove(placed.path());
            change(placed);
        }
    }

    private void change(Placed placed) {
        changed.computeIfAbsent(placed.where(), none -> new HashSet<>()).add(placed.path());
    }
}
