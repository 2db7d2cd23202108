package dev.flatline.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder that looks like a clone of this project, with the real launcher and fake tools beside it. */
final class Checkout {

    private static final List<String> TOOLS =
            List.of("dirname readlink find head sed mktemp rm mkdir touch mv tail flock".split(" "));

    private final Path root;
    private final Path tools;
    private final Path mavenCalls;

    /** What a process printed and how it ended. */
    record Outcome(int exitCode, String out, String err) {}

    Checkout(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("flat line"));
        tools = Files.createDirectories(folder.resolve("tools"));
        mavenCalls = folder.resolve("maven-calls");
        Files.copy(Path.of("..", "flatline"), root.resolve("flatline"));
        write(root.resolve("pom.xml"), "");
        write(root.resolve("core/src/main/java/A.java"), "");
        for (String tool : TOOLS) {
            for (String bin : List.of("/bin", "/usr/bin")) {
                if (Files.isExecutable(Path.of(bin, tool))) {
                    script(tools.resolve(tool), "exec " + Path.of(bin, tool) + " \"$@\"");
                }
            }
        }
    }

    Path launcher() {
        return root.resolve("flatline");
    }

    /** A JDK whose java prints its arguments, one a line. */
    Path jdk(String version) throws IOException {
        Path home = root.resolveSibling("jdk " + version);
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    /** A Maven that does what the quick build does with the file system. */
    void mavenSucceeds() throws IOException {
        maven("for m in scenarios benchmarks; do mkdir -p $m/target/quick/app.new; done");
    }

    void mavenFails() throws IOException {
        maven(
                "echo '[INFO] noise'; echo '[ERROR] A.java:[1,1] broken'; echo '[ERROR] '; echo '[ERROR] advice'; exit 1");
    }

    void mavenIsGone() throws IOException {
        Files.delete(tools.resolve("mvn"));
    }

    private void maven(String action) throws IOException {
        script(tools.resolve("mvn"), "echo \"$JAVA_HOME $*\" >> '" + mavenCalls + "'\n" + action);
    }

    List<String> mavenCalls() throws IOException {
        return Files.exists(mavenCalls) ? Files.readAllLines(mavenCalls) : List.of();
    }

    /** As if the file had been saved well after the last build. */
    void edit(String file) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    }

    Outcome run(Map<String, String> environment, Path command, String... arguments) {
        return finish(start(environment, command, arguments));
    }

    Process start(Map<String, String> environment, Path command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(tools.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome finish(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the launcher ran", e);
        }
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
