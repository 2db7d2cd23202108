package dev.flatline.chaos.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals with the {@code kill} that every POSIX shell has built in: the JDK itself knows only TERM and KILL, and not every
 * small system has the program.
 */
final class Signals {

    private static final long LIMIT_SECONDS = 5;

    private Signals() {}

    /** Sends a signal, by its name without SIG, to processes; those that are gone are passed over. */
    static void send(String signal, Collection<Long> pids) throws IOException {
        if (pids.isEmpty()) {
            return;
        }
        List<String> words =
                new ArrayList<>(List.of("sh", "-c", "for p in \"$@\"; do kill -s \"$0\" \"$p\"; done; true", signal));
        pids.forEach(pid -> words.add(Long.toString(pid)));
        Process kill = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IOException("kill -s " + signal + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending " + signal, e);
        }
    }
}
