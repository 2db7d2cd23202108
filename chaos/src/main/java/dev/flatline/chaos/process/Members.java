package dev.flatline.chaos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The processes of one server, found in /proc: the one that was started, all that have its mark in their environment, those of its
 * session that have written over theirs (as servers do that give themselves a title: nginx, Redis, Puma, {@code $0 = …} in Perl), and
 * all that descend from these. None of it can be true of a process that has got an id anew, whose environment is another's.
 */
final class Members {

    /** The variable that marks them. */
    static final String VARIABLE = "FLATLINE_REPLICA";

    private static final Pattern INTACT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=[\\s\\S]*");

    private final Path proc;
    private final String mark;
    private final Optional<ProcessIdentity> first;

    /**
     * Creates them.
     *
     * @param mark the value of the variable: unique to the run and the server
     * @param first the process that was started, a leader of its session
     */
    Members(Path proc, String mark, Optional<ProcessIdentity> first) {
        this.proc = proc;
        this.mark = mark;
        this.first = first;
    }

    /** Whether this machine has what they are found by. */
    static boolean areKnown(Path proc) {
        return Files.isReadable(proc.resolve("self/environ"));
    }

    /** They, as they are now. */
    List<ProcStat> all() throws IOException {
        List<ProcStat> everybody = everybody();
        Optional<ProcessIdentity> leader = first.filter(process -> process.isOfThisBoot(proc))
                .filter(process -> isNotRecycled(process, everybody));
        Set<Long> found = new HashSet<>();
        for (ProcStat process : everybody) {
            if (isOne(process, leader)) {
                found.add(process.pid());
            }
        }
        int before;
        do {
            before = found.size();
            everybody.stream()
                    .filter(process -> found.contains(process.parent()))
                    .forEach(child -> found.add(child.pid()));
        } while (found.size() > before);
        return everybody.stream()
                .filter(process -> found.contains(process.pid()))
                .toList();
    }

    /** Their ids. */
    List<Long> pids() throws IOException {
        return all().stream().map(ProcStat::pid).toList();
    }

    /** The ids of those that are not stopped. */
    List<Long> running() throws IOException {
        return all().stream()
                .filter(process -> !process.isStopped())
                .map(ProcStat::pid)
                .toList();
    }

    /** The ids of those that are stopped. */
    List<Long> stopped() throws IOException {
        return all().stream().filter(ProcStat::isStopped).map(ProcStat::pid).toList();
    }

    private List<ProcStat> everybody() throws IOException {
        List<ProcStat> everybody = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                ProcStat.of(process).filter(stat -> !stat.isOver()).ifPresent(everybody::add);
            }
        }
        return everybody;
    }

    /** An id is not given to another while a session bears it, so that of a leader that is gone means nobody else either. */
    private static boolean isNotRecycled(ProcessIdentity leader, List<ProcStat> everybody) {
        return everybody.stream()
                .noneMatch(process -> process.pid() == leader.pid() && process.startTicks() != leader.startTicks());
    }

    private boolean isOne(ProcStat process, Optional<ProcessIdentity> leader) {
        boolean inSession = leader.filter(one -> one.pid() == process.session()).isPresent();
        if (leader.filter(one -> one.pid() == process.pid()).isPresent()) {
            return true;
        }
        String environment;
        try {
            environment = Files.readString(
                    proc.resolve(Long.toString(process.pid())).resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrAnothers) {
            return false;
        }
        boolean marked = ("\0" + environment + "\0").contains("\0" + VARIABLE + "=" + mark + "\0");
        return marked || (inSession && !INTACT.matcher(environment).matches());
    }
}
