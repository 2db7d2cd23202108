package dev.flatline.chaos.kernel;

import dev.flatline.core.testing.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What tests ask of the kernel that they run on. */
final class Kernel {

    private static final int STATE = 3;
    private static final int RETRANSMITS = 6;

    private Kernel() {}

    /** Skips the calling test where packets cannot be dropped, unless {@code FLATLINE_REQUIRE} has {@code nft} in it. */
    static void requireNft() {
        String reason = KernelLoss.probe().orElse("");
        Requires.present("nft", reason.isEmpty(), reason);
    }

    /** How often in a row the connection from a local port to a port has had to send again, without an answer. */
    static int retransmits(int localPort, int remotePort) throws IOException {
        String from = ":" + hex(localPort);
        String to = ":" + hex(remotePort);
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
                String[] words = line.strip().split("\\s+", -1);
                if (words[1].endsWith(from) && words[2].endsWith(to) && !words[STATE].equals("0A")) {
                    return Integer.parseInt(words[RETRANSMITS], 16);
                }
            }
        }
        return 0;
    }

    private static String hex(int port) {
        return String.format(Locale.ROOT, "%04X", port);
    }

    /** Whether a table is there. */
    static boolean hasTable(String name) throws NftException, IOException {
        return new NftProgram()
                .run(NetworkNamespace.own(), Nft.Mode.DO, "list tables\n")
                .lines()
                .anyMatch(line -> line.strip().equals("table inet " + name));
    }

    static NetworkNamespace namespaceOf(long pid) {
        try {
            return NetworkNamespace.of(pid);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the rules of a namespace have some text in them. */
    static boolean lists(NetworkNamespace where, String text) {
        try {
            return new NftProgram().run(where, Nft.Mode.DO, "list ruleset\n").contains(text);
        } catch (NftException e) {
            throw new IllegalStateException(e);
        }
    }
}
