package dev.flatline.chaos.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A network namespace, by the name that the kernel gives it, such as {@code net:[4026531833]}: unlike the id of a process in it, it
 * stays right while any process is in it.
 */
record NetworkNamespace(String id) {

    private static final Path PROC = Path.of("/proc");

    /** That of this process. */
    static NetworkNamespace own() throws IOException {
        return of(PROC.resolve("self"));
    }

    /** That of a process. */
    static NetworkNamespace of(long pid) throws IOException {
        return of(PROC.resolve(Long.toString(pid)));
    }

    private static NetworkNamespace of(Path process) throws IOException {
        return new NetworkNamespace(
                Files.readSymbolicLink(process.resolve("ns/net")).toString());
    }

    /** Whether this process is in it. */
    boolean isOwn() throws IOException {
        return equals(own());
    }

    /**
     * Some process in it; empty if there is none: then it has gone, and all its rules with it.
     *
     * @throws IOException if there may be one, among processes that this one may not look at
     */
    OptionalLong member() throws IOException {
        int hidden = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (of(process).equals(this)) {
                        return OptionalLong.of(
                                Long.parseLong(process.getFileName().toString()));
                    }
                } catch (AccessDeniedException notOurs) {
                    hidden++;
                } catch (IOException ended) {
                    continue;
                }
            }
        }
        if (hidden > 0) {
            throw new IOException("who is in " + id + " is not ours to see; run it as root");
        }
        return OptionalLong.empty();
    }
}
