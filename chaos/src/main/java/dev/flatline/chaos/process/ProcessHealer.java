package dev.flatline.chaos.process;

import dev.flatline.chaos.rollback.Healer;
import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets processes go on that a run froze, and ends those that it started. */
public final class ProcessHealer implements Healer {

    private static final String RESUME = "process.resume";
    private static final String END = "process.end";
    private static final String MARK = "mark";
    private static final int ROUNDS = 250;
    private static final long PAUSE_MILLIS = 20;

    private final Path proc;

    /** Creates one for the processes of this machine. */
    public ProcessHealer() {
        this(Path.of("/proc"));
    }

    ProcessHealer(Path proc) {
        this.proc = proc;
    }

    static Undo resume(String mark, ProcessIdentity first, String name) {
        return new Undo(RESUME, facts(mark, first), "let " + name + " go on");
    }

    static Undo end(String mark, ProcessIdentity first, String name) {
        return new Undo(END, facts(mark, first), "end " + name);
    }

    private static Map<String, String> facts(String mark, ProcessIdentity first) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(MARK, mark);
        first.addTo(facts);
        return facts;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RESUME, END);
    }

    @Override
    public void heal(Undo undo) throws IOException, InterruptedException {
        Members members = members(undo);
        if (undo.kind().equals(RESUME)) {
            repeat("CONT", members::stopped);
        } else {
            repeat("KILL", members::pids);
        }
    }

    @Override
    public boolean isNeeded(Undo undo) throws IOException {
        Members members = members(undo);
        return !(undo.kind().equals(RESUME) ? members.stopped() : members.pids()).isEmpty();
    }

    private Members members(Undo undo) {
        return new Members(proc, undo.fact(MARK), Optional.of(ProcessIdentity.from(undo)));
    }

    /** Whom a signal is still to be sent to. */
    @FunctionalInterface
    interface Left {
        List<Long> pids() throws IOException;
    }

    /** Sends a signal until nobody is left: a process may have had a child in between. */
    static void repeat(String signal, Left left) throws IOException, InterruptedException {
        List<Long> pids = left.pids();
        for (int round = 0; !pids.isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new IOException("SIG" + signal + " does not help with process "
                        + String.join(", ", pids.stream().map(String::valueOf).toList()));
            }
            Signals.send(signal, pids);
            Thread.sleep(PAUSE_MILLIS);
            pids = left.pids();
        }
    }
}
