package dev.flatline.scenarios.doctor;

/**
 * How a client of a run reaches its server, and so what it takes of the machine. The sizes are those measured for idle
 * connections: docs/performance.md says how.
 */
public enum Mode {
    /** Through the fault proxy to the embedded server: four sockets. */
    PROXIED_EMBEDDED("inject: proxy, embedded server", true, true),
    /** Through the fault proxy to a server of somebody else: three. */
    PROXIED_FOREIGN("inject: proxy, server of yours", true, false),
    /** Straight to the embedded server: two. */
    DIRECT_EMBEDDED("inject: client, embedded server", false, true),
    /** Straight to a server in another process: one. */
    DIRECT("inject: client, server of yours", false, false);

    /** Kernel memory of a socket: inode, file, directory entry, epoll item, conntrack and the TCP socket itself. */
    static final long KERNEL_BYTES = 4_096;

    private static final long CLIENT_BYTES = 4_000;
    private static final long PROXY_BYTES = 3_347;
    private static final long SERVER_BYTES = 1_702;
    private static final long CLIENT_HEAP = 1_500;
    private static final long PROXY_HEAP = 3_253;
    private static final long SERVER_HEAP = 1_247;

    private final String title;
    private final boolean proxied;
    private final boolean embedded;

    Mode(String title, boolean proxied, boolean embedded) {
        this.title = title;
        this.proxied = proxied;
        this.embedded = embedded;
    }

    /** The mode of a run: whether faults are injected by a proxy, and whether the server is in this process. */
    public static Mode of(boolean proxied, boolean embedded) {
        if (proxied) {
            return embedded ? PROXIED_EMBEDDED : PROXIED_FOREIGN;
        }
        return embedded ? DIRECT_EMBEDDED : DIRECT;
    }

    /** In words. */
    public String title() {
        return title;
    }

    /** Whether faults are injected by a proxy. */
    boolean isProxied() {
        return proxied;
    }

    /** Whether the server is in the process of the clients. */
    boolean isEmbedded() {
        return embedded;
    }

    /** Sockets of this machine's process for each client: its own, two of the proxy, one of the server. */
    public int descriptors() {
        return 1 + (proxied ? 2 : 0) + (embedded ? 1 : 0);
    }

    /** TCP connections for each client. */
    int connections() {
        return proxied ? 2 : 1;
    }

    /** Resident memory of the process and of the kernel for each client. */
    long bytes() {
        return CLIENT_BYTES
                + (proxied ? PROXY_BYTES : 0)
                + (embedded ? SERVER_BYTES : 0)
                + descriptors() * KERNEL_BYTES;
    }

    /** Heap for each client. */
    long heapBytes() {
        return CLIENT_HEAP + (proxied ? PROXY_HEAP : 0) + (embedded ? SERVER_HEAP : 0);
    }
}
