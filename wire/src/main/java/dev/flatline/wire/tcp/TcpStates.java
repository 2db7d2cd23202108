package dev.flatline.wire.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what the kernel says about TCP from {@code /proc/net}, afresh with every call, for the network namespace of this
 * process. May be used from any thread but those of event loops: for the sockets of one port the kernel walks its whole
 * table and prints every socket of the namespace, which takes tens of milliseconds of processor time
 * (docs/operator-port.md has figures). Memory is one buffer, whatever the length.
 *
 * <p>The kernel does not stop the world for a reader: of sockets that come and go meanwhile some may be missed or seen twice.
 */
public final class TcpStates {

    /** How many sockets of the namespace are looked at unless another limit is asked for. */
    public static final int MAX_ROWS = 1_000_000;

    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,9}");

    private final Path proc;
    private final int maxRows;

    private TcpStates(Path proc, int maxRows) {
        this.proc = proc;
        this.maxRows = maxRows;
    }

    /** Of this process, looking at {@link #MAX_ROWS} sockets at most. */
    public static TcpStates ofThisProcess() {
        return in(Path.of("/proc"), MAX_ROWS);
    }

    /**
     * In another folder with the files of {@code /proc}.
     *
     * @param maxRows with more sockets than this in the namespace, those of a port are unknown
     */
    public static TcpStates in(Path proc, int maxRows) {
        return new TcpStates(proc, maxRows);
    }

    /**
     * The sockets whose local port is this one, at any local address: those of a server that listens there, and of any other
     * that listens on the same port of another address.
     *
     * @param port 1 to 65535; with 0, which is no port, they are unknown
     */
    public TcpReading<TcpSockets> sockets(int port) {
        if (port == 0) {
            return TcpReading.unknown("there is no listener yet");
        }
        return sides(Set.of(port), Set.of()).map(TcpSides::server);
    }

    /**
     * The sockets of both ends of some connections.
     *
     * @param server ports that servers listen on
     * @param client ports that clients connect to
     */
    public TcpReading<TcpSides> sides(Set<Integer> server, Set<Integer> client) {
        SocketTable table = new SocketTable(bits(server), bits(client), maxRows);
        String failure = add(table, "net/tcp");
        if (failure.isEmpty() && Files.exists(proc.resolve("net/tcp6"))) {
            failure = add(table, "net/tcp6");
        }
        if (!failure.isEmpty()) {
            return TcpReading.unknown(failure);
        }
        Map<TcpState, Integer> local = new EnumMap<>(TcpState.class);
        Map<TcpState, Integer> remote = new EnumMap<>(TcpState.class);
        for (TcpState state : TcpState.values()) {
            local.put(state, table.count(state));
            remote.put(state, table.remoteCount(state));
        }
        return TcpReading.known(new TcpSides(new TcpSockets(local, table.acceptQueue()), new TcpSockets(remote, 0)));
    }

    private static BitSet bits(Set<Integer> ports) {
        BitSet bits = new BitSet();
        ports.forEach(bits::set);
        return bits;
    }

    /** Memory that the kernel keeps for all TCP sockets of the namespace and sockets that no program has any more. */
    public TcpReading<TcpTotals> totals() {
        return TcpTotals.parse(text("net/sockstat"))
                .map(TcpReading::known)
                .orElseGet(() -> TcpReading.unknown(proc.resolve("net/sockstat") + " says nothing of TCP"));
    }

    /** What the kernel has counted over all sockets of the namespace. */
    public TcpReading<TcpCounters> counters() {
        String netstat = text("net/netstat");
        String snmp = text("net/snmp");
        if (netstat.isEmpty() && snmp.isEmpty()) {
            return TcpReading.unknown(proc.resolve("net/netstat") + " and net/snmp cannot be read");
        }
        return TcpReading.known(TcpCounters.parse(netstat, snmp));
    }

    /**
     * How long an accept queue may be that was asked to be this long: the kernel cuts it to net.core.somaxconn. One more than
     * this fits in before connections are lost.
     *
     * @param backlog as given to listen
     * @return empty if the limit of the kernel cannot be read
     */
    public OptionalInt acceptQueueLimit(int backlog) {
        String limit = text("sys/net/core/somaxconn").strip();
        return SMALL_NUMBER.matcher(limit).matches()
                ? OptionalInt.of(Math.min(backlog, Integer.parseInt(limit)))
                : OptionalInt.empty();
    }

    private String add(SocketTable table, String file) {
        try (InputStream in = Files.newInputStream(proc.resolve(file))) {
            table.add(in);
            return "";
        } catch (IOException e) {
            return reason(file, e);
        }
    }

    /** One large read: a file below /proc/sys answers the first read and no other, whatever its length. Empty if there is none. */
    private String text(String file) {
        try (InputStream in = Files.newInputStream(proc.resolve(file))) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException absent) {
            return "";
        }
    }

    private String reason(String file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no " + proc.resolve(file);
        }
        return proc.resolve(file) + ": " + failure.getMessage();
    }
}
