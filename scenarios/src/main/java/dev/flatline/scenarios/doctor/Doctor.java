package dev.flatline.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What {@code flatline doctor} says: each limit, how many clients it holds, and the command that lifts it. */
public final class Doctor {

    private static final long AMPLE_FILES = 65_536;
    private static final long AMPLE_PORTS = 60_000;
    private static final long AMPLE_QUEUE = 1_024;
    private static final double GIBIBYTE = 1 << 30;

    private Doctor() {}

    /** The lines to print. */
    public static List<String> lines(Machine machine) {
        List<String> lines = new ArrayList<>();
        Capacity capacity = Capacity.of(false);
        OptionalLong byFiles = capacity.byDescriptors(machine);
        OptionalLong byPorts = capacity.byPorts(machine);
        files(lines, machine, byFiles);
        ports(lines, machine, byPorts);
        lines.add(row("accept queue", known(machine.somaxconn()), "connections that may wait for the server"));
        if (machine.somaxconn().orElse(AMPLE_QUEUE) < AMPLE_QUEUE) {
            lines.add(fix(Remedies.LONGER_QUEUE));
        }
        lines.add(row(
                "TCP sockets",
                known(machine.sockets()),
                known(machine.timeWait()) + " more in TIME_WAIT, each of which keeps a port for a minute"));
        lines.add(row("memory", gibibytes(machine.memoryBytes()), "available"));
        lines.add(row("cores", String.valueOf(machine.cores()), "shared by clients, proxy and server"));
        lines.add("");
        lines.add(verdict(byFiles, byPorts));
        return lines;
    }

    private static void files(List<String> lines, Machine machine, OptionalLong fit) {
        OptionalLong soft = machine.openFilesSoft();
        lines.add(
                row("open files", known(soft), known(machine.openFilesUsed()) + " in use" + holds(fit, "4 a client")));
        if (soft.orElse(AMPLE_FILES) < AMPLE_FILES) {
            long hard = machine.openFilesHard().orElse(0);
            boolean free = hard >= AMPLE_FILES;
            lines.add(fix(free ? "ulimit -n " + AMPLE_FILES : Remedies.moreFiles(AMPLE_FILES)));
        }
    }

    private static void ports(List<String> lines, Machine machine, OptionalLong fit) {
        String range = machine.ports().isPresent()
                ? machine.firstPort().orElse(0) + " to " + machine.lastPort().orElse(0)
                : "range unknown";
        lines.add(row("local ports", known(machine.ports()), range + holds(fit, "1 a client to one destination")));
        if (machine.ports().orElse(AMPLE_PORTS) < AMPLE_PORTS) {
            lines.add(fix(Remedies.MORE_PORTS));
        }
    }

    private static String verdict(OptionalLong byFiles, OptionalLong byPorts) {
        if (byFiles.isEmpty() && byPorts.isEmpty()) {
            return "The limits of this machine are unknown: a run is not checked before it begins.";
        }
        long files = byFiles.orElse(Long.MAX_VALUE);
        long ports = byPorts.orElse(Long.MAX_VALUE);
        String limit = files <= ports ? "open files" : "local ports";
        return String.format(
                Locale.ROOT,
                "This machine holds %,d clients through the proxy with the embedded server; %s limit it.",
                Math.min(files, ports),
                limit);
    }

    private static String holds(OptionalLong clients, String why) {
        return clients.isPresent()
                ? String.format(Locale.ROOT, "; enough for %,d clients (%s)", clients.getAsLong(), why)
                : "";
    }

    private static String row(String name, String value, String meaning) {
        return String.format(Locale.ROOT, "%-14s%12s  %s", name, value, meaning);
    }

    private static String fix(String command) {
        return " ".repeat(28) + "to raise it: " + command;
    }

    private static String known(OptionalLong value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsLong()) : "unknown";
    }

    private static String gibibytes(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%.1f GiB", bytes.getAsLong() / GIBIBYTE) : "unknown";
    }
}
