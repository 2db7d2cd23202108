package dev.flatline.chaos.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A network namespace, by the name that the kernel gives it, which stays right while any process is in it.
 *
 * @param id such as {@code net:[4026531833]}
 * @param process the id and the start of the process that it is there for, with a space between: when that has ended, it has
 *     gone; empty for the one that this program runs in
 */
record NetworkNamespace(String id, String process) {

    private static final Path PROC = Path.of("/proc");

    /** The place of the start in {@code /proc/PID/stat} behind the name in parentheses; field 22 in proc(5). */
    private static final int START = 20;

    /** That of this process. */
    static NetworkNamespace own() throws IOException {
        return new NetworkNamespace(id(PROC.resolve("self")), "");
    }

    /** That of a process, which it is there for unless it is our own. */
    static NetworkNamespace of(long pid) throws IOException {
        String id = id(PROC.resolve(Long.toString(pid)));
        NetworkNamespace own = own();
        return own.id.equals(id) ? own : new NetworkNamespace(id, pid + " " + start(Long.toString(pid)));
    }

    private static String id(Path process) throws IOException {
        return Files.readSymbolicLink(process.resolve("ns/net")).toString();
    }

    private static String start(String pid) throws IOException {
        String stat = Files.readString(PROC.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1)[START];
    }

    /** Whether this process is in it. */
    boolean isOwn() throws IOException {
        return id.equals(own().id);
    }

    /**
     * Some process in it; empty if there is none: then it has gone, and all its rules with it.
     *
     * @throws IOException if there may be one, among processes that this one may not look at
     */
    OptionalLong member() throws IOException {
        int hidden = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path candidate : processes) {
                try {
                    if (id(candidate).equals(id)) {
                        return OptionalLong.of(
                                Long.parseLong(candidate.getFileName().toString()));
                    }
                } catch (IOException endedOrHidden) {
                    hidden += endedOrHidden instanceof AccessDeniedException ? 1 : 0;
                }
            }
        }
        if (hidden > 0 && !hasEnded()) {
            throw new IOException("who is in " + id + " is not ours to see; run it as root");
        }
        return OptionalLong.empty();
    }

    private boolean hasEnded() {
        if (process.isEmpty()) {
            return false;
        }
        String[] parts = process.split(" ", -1);
        try {
            return !start(parts[0]).equals(parts[1]);
        } catch (IOException ended) {
            return true;
        }
    }
}
