package dev.flatline.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The commands that lift the limits of a machine that are low for a large run. */
final class Advice {

    private static final long AMPLE_FILES = 65_536;
    private static final long AMPLE_SYSTEM_FILES = 500_000;
    private static final long AMPLE_PORTS = 60_000;
    private static final long AMPLE_QUEUE = 4_096;
    private static final long AMPLE_ENTRIES = 262_144;
    private static final long AMPLE_BUFFERS = 512L << 20;
    private static final int FEW_LEFT = 2;

    private final Machine machine;
    private final List<String> lines = new ArrayList<>();

    private Advice(Machine machine) {
        this.machine = machine;
    }

    /** Lines with commands; empty if nothing is low. */
    static List<String> of(Machine machine) {
        Advice advice = new Advice(machine);
        advice.files();
        advice.kernel();
        advice.group();
        if (advice.lines.isEmpty()) {
            return List.of();
        }
        advice.lines.add(0, "to raise a limit, until this shell or the machine ends:");
        advice.lasting();
        return advice.lines;
    }

    private void files() {
        if (machine.descriptors().soft().orElse(AMPLE_FILES) < AMPLE_FILES) {
            add("open files", Remedies.moreFiles(AMPLE_FILES, machine.descriptors()));
        }
        if (machine.descriptors().systemFree().orElse(AMPLE_SYSTEM_FILES) < AMPLE_SYSTEM_FILES) {
            add("of all", Remedies.sysctl("fs.file-max", String.valueOf(2 * AMPLE_SYSTEM_FILES)));
        }
    }

    private void kernel() {
        if (machine.ports().count().orElse(AMPLE_PORTS) < AMPLE_PORTS) {
            add("local ports", Remedies.MORE_PORTS);
        }
        OptionalLong ports = machine.ports().count();
        if (ports.isPresent()
                && machine.ports().timeWait().orElse(0) * FEW_LEFT > ports.getAsLong()
                && machine.ports().timeWaitReuse().orElse(1) != 1) {
            add("TIME_WAIT", Remedies.REUSE_TIME_WAIT);
        }
        if (machine.queues().accept().orElse(AMPLE_QUEUE) < AMPLE_QUEUE) {
            add("accept queue", Remedies.LONGER_ACCEPT_QUEUE);
        }
        if (machine.queues().syn().orElse(AMPLE_QUEUE) < AMPLE_QUEUE) {
            add("SYN queue", Remedies.LONGER_SYN_QUEUE);
        }
        if (machine.conntrack().free().orElse(AMPLE_ENTRIES) < AMPLE_ENTRIES / FEW_LEFT) {
            long most = Math.max(
                    AMPLE_ENTRIES, FEW_LEFT * machine.conntrack().most().orElse(0));
            add("conntrack", Remedies.sysctl("net.netfilter.nf_conntrack_max", String.valueOf(most)));
        }
        if (machine.memory().tcpMost().orElse(AMPLE_BUFFERS) < AMPLE_BUFFERS) {
            add("TCP buffers", Remedies.tcpMemory(AMPLE_BUFFERS));
        }
    }

    private void group() {
        if (machine.memory().boundByGroup()) {
            add(
                    "memory.max",
                    Remedies.groupMemory(2 * machine.memory().groupMost().orElse(0)));
        }
        if (machine.processors().boundByGroup()) {
            add("cpu.max", Remedies.groupCores(machine.processors().cores()));
        }
        OptionalLong tasks = machine.processors().tasksFree();
        if (tasks.isPresent() && tasks.getAsLong() < Doctor.AMPLE_PROCESSES * TaskLimit.EACH) {
            add(
                    "threads",
                    Remedies.groupTasks(
                            machine.processors().tasksMost().orElse(0) + Doctor.AMPLE_PROCESSES * TaskLimit.EACH));
        }
    }

    /** Docker keeps what it is told; the others do not. */
    private void lasting() {
        List<String> lasting = new ArrayList<>();
        if (has("sysctl ")) {
            lasting.add("  sysctl        echo 'KEY = VALUE' | sudo tee -a /etc/sysctl.d/60-flatline.conf");
        }
        if (has("nofile") || has("ulimit")) {
            lasting.add("  open files    echo '* - nofile " + AMPLE_FILES + "' |");
            lasting.add("                sudo tee /etc/security/limits.d/60-flatline.conf");
        }
        if (!lasting.isEmpty()) {
            lines.add("to keep it:");
            lasting.forEach(line -> lines.add(Remedies.asUser(line, machine)));
        }
    }

    private boolean has(String word) {
        return lines.stream().anyMatch(line -> line.contains(word));
    }

    private void add(String name, String command) {
        lines.add(String.format(Locale.ROOT, "  %-14s%s", name, Remedies.asUser(command, machine)));
    }
}
