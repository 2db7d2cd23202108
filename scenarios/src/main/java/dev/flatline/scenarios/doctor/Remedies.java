package dev.flatline.scenarios.doctor;

import dev.flatline.scenarios.doctor.Machine.Descriptors;

/** The commands that lift a limit until the next boot, or for this shell and what it starts. */
final class Remedies {

    static final String MORE_PORTS = sysctl("net.ipv4.ip_local_port_range", "'1024 65535'");
    static final String LONGER_ACCEPT_QUEUE = sysctl("net.core.somaxconn", "4096");
    static final String LONGER_SYN_QUEUE = sysctl("net.ipv4.tcp_max_syn_backlog", "4096");
    static final String REUSE_TIME_WAIT = sysctl("net.ipv4.tcp_tw_reuse", "1");

    private static final int PAGE = 4_096;

    private Remedies() {}

    /** A shell may raise its own limit up to the hard one; beyond that, root does it for the shell that asks. */
    static String moreFiles(long count, Descriptors limits) {
        if (count <= limits.hard().orElse(0)) {
            return "ulimit -n " + count;
        }
        String ceiling = count > limits.ceiling().orElse(Long.MAX_VALUE)
                ? sysctl("fs.nr_open", String.valueOf(count)) + " && "
                : "";
        return ceiling + "sudo prlimit --pid $$ --nofile=" + count + ":" + count;
    }

    /** A command as it is typed: root needs no {@code sudo}, and a container often has none. */
    static String asUser(String command, Machine machine) {
        return machine.root() ? command.replace("sudo ", "") : command;
    }

    static String sysctl(String key, String value) {
        return "sudo sysctl -w " + key + "=" + value;
    }

    /** Three thresholds in pages: where nothing is bounded, where it begins, and where it drops. */
    static String tcpMemory(long bytes) {
        long pages = (bytes + PAGE - 1) / PAGE;
        return sysctl("net.ipv4.tcp_mem", "'" + pages / 2 + " " + pages * 3 / 4 + " " + pages + "'");
    }

    static String moreHeap(long bytes) {
        return "export FLATLINE_JAVA_OPTS=-Xmx" + Sizes.mebibytes(bytes) + "m";
    }

    static String groupMemory(long bytes) {
        return "docker update --memory=" + Sizes.mebibytes(bytes) + "m --memory-swap=" + Sizes.mebibytes(bytes)
                + "m CONTAINER";
    }

    static String groupTasks(long count) {
        return "docker update --pids-limit=" + count + " CONTAINER";
    }

    static String groupCores(int count) {
        return "docker update --cpus=" + count + " CONTAINER";
    }
}
