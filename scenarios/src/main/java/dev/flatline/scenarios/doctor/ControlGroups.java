package dev.flatline.scenarios.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control groups of this process, of version 2 or 1. A group bounds all below it, so that the one that leaves least counts:
 * from the process's own group up to the root of what is mounted, which in a container is the container's.
 */
final class ControlGroups {

    private static final long THOUSANDTHS = 1_000;

    /** Version 1 says «unlimited» as the largest multiple of a page. */
    private static final long UNLIMITED = 1L << 60;

    private final Path root;
    private final String membership;

    /**
     * Reads below a mount.
     *
     * @param root where control groups are mounted: {@code /sys/fs/cgroup}
     * @param membership the text of {@code /proc/self/cgroup}
     */
    ControlGroups(Path root, String membership) {
        this.root = root;
        this.membership = membership;
    }

    /**
     * A bound and what is used of it.
     *
     * @param most the bound; empty if there is none
     * @param used what is used
     */
    record Bound(OptionalLong most, OptionalLong used) {

        private static final Bound NONE = new Bound(OptionalLong.empty(), OptionalLong.empty());

        private long left() {
            return most.orElse(Long.MAX_VALUE) - used.orElse(0);
        }
    }

    /** Memory. What files left in the page cache is not counted as used: the kernel drops it when it must. */
    Bound memory() {
        return least("memory", group -> {
            OptionalLong most = either(group, "memory.max", "memory.limit_in_bytes");
            OptionalLong used = either(group, "memory.current", "memory.usage_in_bytes");
            long cached = ProcText.number(
                            ProcText.of(group.resolve("memory.stat")), "(?m)^(?:total_)?inactive_file (\\d+)")
                    .orElse(0);
            return new Bound(
                    most.orElse(UNLIMITED) >= UNLIMITED ? OptionalLong.empty() : most,
                    used.isPresent() ? OptionalLong.of(Math.max(0, used.getAsLong() - cached)) : used);
        });
    }

    /** Threads. */
    Bound tasks() {
        return least(
                "pids",
                group -> new Bound(
                        ProcText.number(group.resolve("pids.max")), ProcText.number(group.resolve("pids.current"))));
    }

    /** Thousandths of a core. */
    OptionalLong cores() {
        return least("cpu", group -> new Bound(quota(group), OptionalLong.empty()))
                .most();
    }

    private static OptionalLong quota(Path group) {
        String both = ProcText.of(group.resolve("cpu.max"));
        OptionalLong quota =
                both.isEmpty() ? ProcText.number(group.resolve("cpu.cfs_quota_us")) : ProcText.number(both, "^(\\d+)");
        long period = (both.isEmpty()
                        ? ProcText.number(group.resolve("cpu.cfs_period_us"))
                        : ProcText.number(both, "^\\d+ (\\d+)"))
                .orElse(0);
        return quota.isPresent() && period > 0
                ? OptionalLong.of(quota.getAsLong() * THOUSANDTHS / period)
                : OptionalLong.empty();
    }

    private static OptionalLong either(Path group, String second, String first) {
        OptionalLong value = ProcText.number(group.resolve(second));
        return value.isPresent() ? value : ProcText.number(group.resolve(first));
    }

    private Bound least(String controller, Function<Path, Bound> read) {
        Bound least = Bound.NONE;
        for (Path group : groups(controller)) {
            Bound bound = read.apply(group);
            if (bound.most().isPresent() && bound.left() < least.left()) {
                least = bound;
            }
        }
        return least;
    }

    /** Version 1 has a tree for each controller, version 2 one for all; a machine may have both. */
    private List<Path> groups(String controller) {
        List<Path> groups = new ArrayList<>();
        climb(root.resolve(controller), "(?m)^\\d+:(?:[^:\\n]*,)?" + controller + "(?:,[^:\\n]*)?:/(.*)$", groups);
        climb(root, "(?m)^0::/(.*)$", groups);
        return groups;
    }

    private void climb(Path mount, String line, List<Path> groups) {
        Matcher own = Pattern.compile(line).matcher(membership);
        if (!own.find() || !Files.isDirectory(mount)) {
            return;
        }
        Path group = mount.resolve(own.group(1)).normalize();
        while (group != null && group.startsWith(mount)) {
            groups.add(group);
            group = group.getParent();
        }
    }
}
