package dev.flatline.chaos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one server: itself and its descendants, by the mark that they have in their environment. Found in /proc, so a
 * process is never mistaken for another that has got its id since.
 */
final class Members {

    /** The variable that marks them. */
    static final String VARIABLE = "FLATLINE_REPLICA";

    private static final char STOPPED = 'T';
    private static final char ZOMBIE = 'Z';

    private final Path proc;
    private final String mark;

    /**
     * Creates them.
     *
     * @param mark the value of the variable: unique to the run and the server
     */
    Members(Path proc, String mark) {
        this.proc = proc;
        this.mark = mark;
    }

    /** Whether this machine has what they are found by. */
    static boolean areKnown(Path proc) {
        return Files.isReadable(proc.resolve("self/environ"));
    }

    /** Their ids. */
    List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        byte[] wanted = (VARIABLE + "=" + mark).getBytes(StandardCharsets.UTF_8);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (has(process, wanted)
                        && state(process).filter(state -> state != ZOMBIE).isPresent()) {
                    pids.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return pids;
    }

    /** Those of them that are not stopped. */
    List<Long> running() throws IOException {
        return running(pids());
    }

    /** Those among these that are not stopped. */
    List<Long> running(List<Long> pids) {
        List<Long> running = new ArrayList<>();
        for (long pid : pids) {
            if (state(proc.resolve(Long.toString(pid)))
                    .filter(state -> state != STOPPED)
                    .isPresent()) {
                running.add(pid);
            }
        }
        return running;
    }

    /** Those of them that are stopped. */
    List<Long> stopped() throws IOException {
        List<Long> stopped = new ArrayList<>(pids());
        stopped.removeAll(running());
        return stopped;
    }

    private static boolean has(Path process, byte[] wanted) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(process.resolve("environ"));
        } catch (IOException goneOrAnothers) {
            return false;
        }
        for (int at = 0; at < environment.length; ) {
            int end = at;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            if (Arrays.equals(environment, at, end, wanted, 0, wanted.length)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** The state letter of proc(5), which follows the name in parentheses; empty if the process is gone. */
    private static Optional<Character> state(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.charAt(stat.lastIndexOf(')') + 2));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
