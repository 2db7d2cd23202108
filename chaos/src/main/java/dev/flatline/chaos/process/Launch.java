package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.ReplicaPlan;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the process of a server is started: in a session of its own, so that Ctrl-C in a terminal ends the run and not the server, and
 * behind a gate. Its id is known, and can be written down, before a word of the program runs; if this process is killed in between,
 * the gate never opens and the process ends by itself.
 *
 * @param number the server's
 * @param port the port it is to listen on
 * @param mark what marks it and all that it starts
 * @param command what is run
 */
record Launch(int number, int port, String mark, ReplicaPlan.Command command) {

    private static final String GATE = "read -r open || exit 1;"
            + " command -v setsid >/dev/null && exec setsid \"$@\" </dev/null; exec \"$@\" </dev/null";

    /**
     * Starts a process that waits behind the gate.
     *
     * @throws IOException if there is no such program, or it cannot be started
     */
    Process prepared() throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", GATE, "server-" + number));
        command.command().forEach(word -> words.add(filled(word)));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("PORT", Integer.toString(port));
        command.env().forEach((name, value) -> builder.environment().put(name, filled(value)));
        builder.environment().put(Members.VARIABLE, mark);
        Path folder = Path.of(command.folder()).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        builder.directory(folder.toFile());
        find(
                filled(command.command().get(0)),
                folder,
                builder.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        return builder.start();
    }

    /** Opens the gate: from here on the process is the server's. */
    static void open(Process process) throws IOException {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write('\n');
        }
    }

    private String filled(String word) {
        return word.replace("{port}", Integer.toString(port)).replace("{replica}", Integer.toString(number));
    }

    /** Looks for the program as execvp(3) does, for a shell would say it with an exit code only. */
    private static void find(String program, Path folder, String path) throws IOException {
        if (program.contains("/")) {
            Path file = folder.resolve(program);
            if (!Files.isExecutable(file) || Files.isDirectory(file)) {
                throw new IOException(String.format(
                        Locale.ROOT, "%s %s", file, Files.exists(file) ? "is not a program" : "does not exist"));
            }
            return;
        }
        for (String place : path.split(Pattern.quote(File.pathSeparator), -1)) {
            Path file = folder.resolve(place).resolve(program);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return;
            }
        }
        throw new IOException("there is no program '" + program + "' on PATH");
    }
}
