package dev.flatline.scenarios.doctor;

import dev.flatline.scenarios.doctor.Machine.Conntrack;
import dev.flatline.scenarios.doctor.Machine.Descriptors;
import dev.flatline.scenarios.doctor.Machine.Memory;
import dev.flatline.scenarios.doctor.Machine.Ports;
import dev.flatline.scenarios.doctor.Machine.Processors;
import dev.flatline.scenarios.doctor.Machine.Queues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@link Machine} from {@code /proc} and the control groups; where there are none, nothing is known, and that is no error. */
public final class ProcFiles {

    private static final int SOFT = 1;
    private static final int HARD = 2;
    private static final long KIB = 1 << 10;
    private static final long PAGE_KIB = 4;
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\S+)\\s+(\\S+)");

    private final Path proc;
    private final ControlGroups groups;

    private ProcFiles(Path proc, Path cgroups) {
        this.proc = proc;
        this.groups = new ControlGroups(cgroups, ProcText.of(proc.resolve("self/cgroup")));
    }

    /** This machine, as it stands. */
    public static Machine read() {
        Runtime runtime = Runtime.getRuntime();
        return read(Path.of("/proc"), Path.of("/sys/fs/cgroup"), runtime.availableProcessors(), runtime.maxMemory());
    }

    static Machine read(Path proc, Path cgroups, int cores, long heapBytes) {
        ProcFiles files = new ProcFiles(proc, cgroups);
        boolean root = ProcText.number(ProcText.of(proc.resolve("self/status")), "(?m)^Uid:\\s+\\d+\\s+(\\d+)")
                        .orElse(-1)
                == 0;
        return new Machine(
                files.descriptors(),
                files.ports(),
                new Queues(files.sys("net/core/somaxconn"), files.sys("net/ipv4/tcp_max_syn_backlog")),
                new Conntrack(
                        files.sys("net/netfilter/nf_conntrack_max"), files.sys("net/netfilter/nf_conntrack_count")),
                files.memory(heapBytes),
                files.processors(cores),
                root);
    }

    private Descriptors descriptors() {
        String limits = ProcText.of(proc.resolve("self/limits"));
        return new Descriptors(
                limit(limits, SOFT),
                limit(limits, HARD),
                entries(proc.resolve("self/fd")),
                sys("fs/nr_open"),
                sys("fs/file-max"),
                sys("fs/file-nr"));
    }

    private Ports ports() {
        String range = ProcText.of(proc.resolve("sys/net/ipv4/ip_local_port_range"));
        String sockets = ProcText.of(proc.resolve("net/sockstat"));
        return new Ports(
                ProcText.number(range, "^(\\d+)"),
                ProcText.number(range, "^\\d+\\s+(\\d+)"),
                ProcText.number(sockets, "(?m)^TCP:.* tw (\\d+)"),
                sys("net/ipv4/tcp_tw_reuse"),
                ProcText.number(sockets, "(?m)^TCP: inuse (\\d+)"));
    }

    private Memory memory(long heapBytes) {
        String meminfo = ProcText.of(proc.resolve("meminfo"));
        long page = KIB
                * ProcText.number(ProcText.of(proc.resolve("self/smaps")), "KernelPageSize:\\s+(\\d+) kB")
                        .orElse(PAGE_KIB);
        ControlGroups.Bound group = groups.memory();
        OptionalLong buffers =
                ProcText.number(ProcText.of(proc.resolve("sys/net/ipv4/tcp_mem")), "^\\d+\\s+\\d+\\s+(\\d+)");
        OptionalLong buffered = ProcText.number(ProcText.of(proc.resolve("net/sockstat")), "(?m)^TCP:.* mem (\\d+)");
        return new Memory(
                ProcText.times(ProcText.number(meminfo, "(?m)^MemAvailable:\\s+(\\d+) kB"), KIB),
                group.most(),
                group.used(),
                meminfo.isEmpty() ? OptionalLong.empty() : OptionalLong.of(heapBytes),
                ProcText.times(buffers, page),
                ProcText.times(buffered, page));
    }

    private Processors processors(int cores) {
        ControlGroups.Bound tasks = groups.tasks();
        return new Processors(cores, groups.cores(), tasks.most(), tasks.used());
    }

    private OptionalLong sys(String path) {
        return ProcText.number(proc.resolve("sys").resolve(path));
    }

    /** A limit on open files from the text of {@code /proc/self/limits}. */
    static OptionalLong limit(String limits, int column) {
        Matcher line = OPEN_FILES.matcher(limits);
        if (!line.find()) {
            return OptionalLong.empty();
        }
        String value = line.group(column);
        return value.equals("unlimited") ? OptionalLong.of(Integer.MAX_VALUE) : ProcText.number(value, "^(\\d+)$");
    }

    private static OptionalLong entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return OptionalLong.of(entries.count());
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }
}
