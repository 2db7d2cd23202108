package dev.flatline.benchmarks.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The npm package {@code ws} as an echo server, installed into a folder from a lock file. */
final class NodeServer {

    private static final long INSTALL_SECONDS = 60;
    private static final List<String> FILES = List.of("server.js", "package.json", "package-lock.json");

    private final Path folder;

    NodeServer(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    List<String> command() {
        return List.of("node", "server.js");
    }

    /** Installs what is missing; an empty text, or what keeps it from running. */
    String prepare() throws IOException {
        for (String program : List.of("node", "npm")) {
            if (!onPath(program)) {
                return program + " is not on the PATH";
            }
        }
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream content = Objects.requireNonNull(NodeServer.class.getResourceAsStream("node/" + file))) {
                Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.isDirectory(folder.resolve("node_modules/ws")) ? "" : install();
    }

    private String install() throws IOException {
        File log = folder.resolve("npm.log").toFile();
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            if (npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                return npm.exitValue() == 0 ? "" : "npm ci failed, see " + log;
            }
            npm.destroyForcibly();
            return "npm ci took more than " + INSTALL_SECONDS + " s";
        } catch (InterruptedException interrupted) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            return "npm ci was interrupted";
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
