package dev.flatline.scenarios.doctor;

/** The commands that lift a limit. */
final class Remedies {

    static final String MORE_PORTS = "sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'";
    static final String LONGER_QUEUE = "sudo sysctl -w net.core.somaxconn=4096";

    private Remedies() {}

    /** For this shell and what it starts; the hard limit needs root. */
    static String moreFiles(long count) {
        return "sudo prlimit --pid $$ --nofile=" + count + ":" + count;
    }
}
