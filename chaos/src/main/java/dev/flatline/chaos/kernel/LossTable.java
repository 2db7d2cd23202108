package dev.flatline.chaos.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Our table in one namespace, as nft's scripts, and what is in it.
 *
 * <p>It drops in the hook {@code input}, where packets have arrived: one that is dropped on its way out makes its sender's TCP see an
 * error, and probe where it would retransmit. There, after every translation of addresses, packets have the four-tuples that sockets
 * have.
 */
final class LossTable {

    /** After the translation of source addresses on input, which is at 100. */
    private static final int PRIORITY = 300;

    private static final int ELEMENTS_A_LINE = 256;

    private final String name;
    private final Set<PacketPath> inKernel = new HashSet<>();

    LossTable(String name) {
        this.name = name;
    }

    /** Makes the table. */
    String creation() {
        return """
                table inet NAME {
                  set lost4 { type ipv4_addr . inet_service . ipv4_addr . inet_service; }
                  set lost6 { type ipv6_addr . inet_service . ipv6_addr . inet_service; }
                  chain arriving {
                    type filter hook input priority PRIORITY; policy accept;
                    ip saddr . tcp sport . ip daddr . tcp dport @lost4 counter drop;
                    ip6 saddr . tcp sport . ip6 daddr . tcp dport @lost6 counter drop;
                  }
                }
                """.replace("NAME", name).replace("PRIORITY", Integer.toString(PRIORITY));
    }

    /** Makes sure that exactly those of the paths are dropped that are wanted; empty if that is so. */
    String change(Collection<PacketPath> paths, Set<PacketPath> wanted) {
        List<PacketPath> added = new ArrayList<>();
        List<PacketPath> deleted = new ArrayList<>();
        for (PacketPath path : new HashSet<>(paths)) {
            if (wanted.contains(path) && !inKernel.contains(path)) {
                added.add(path);
            } else if (!wanted.contains(path) && inKernel.contains(path)) {
                deleted.add(path);
            }
        }
        StringBuilder script = new StringBuilder();
        lines(script, "delete", deleted);
        lines(script, "add", added);
        return script.toString();
    }

    /** What {@link #change} said has been done. */
    void changed(Collection<PacketPath> paths, Set<PacketPath> wanted) {
        for (PacketPath path : paths) {
            if (wanted.contains(path)) {
                inKernel.add(path);
            } else {
                inKernel.remove(path);
            }
        }
    }

    private void lines(StringBuilder script, String verb, List<PacketPath> paths) {
        for (boolean six : new boolean[] {false, true}) {
            List<String> elements = paths.stream()
                    .filter(path -> path.isSix() == six)
                    .map(PacketPath::element)
                    .sorted()
                    .toList();
            for (int from = 0; from < elements.size(); from += ELEMENTS_A_LINE) {
                int to = Math.min(from + ELEMENTS_A_LINE, elements.size());
                script.append(verb)
                        .append(" element inet ")
                        .append(name)
                        .append(six ? " lost6 { " : " lost4 { ")
                        .append(String.join(", ", elements.subList(from, to)))
                        .append(" }\n");
            }
        }
    }
}
