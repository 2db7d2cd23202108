package dev.flatline.scenarios.docker;

import dev.flatline.chaos.docker.Engine;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.core.testing.Requires;
import dev.flatline.scenarios.image.ImageBuild;
import dev.flatline.scenarios.image.NodeImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images that tests start containers of: Flatline's own, of the classes that are tested, and a third party's server. Each is named
 * after what is in it, so that one which the engine has already is not built again, and a test never gets another's.
 */
public final class TestImages {

    private static final Path NODE_FOLDER = Path.of("src/test/node");
    private static final String NODE_SCRIPT = "container.js";

    /** Libraries that only tests use. */
    private static final String OF_TESTS =
            "(junit-|archunit|selenium-|byte-buddy|opentelemetry-|opentest4j|apiguardian|toxiproxy-java|"
                    + "json-schema|itu-|testcontainers|duct-tape|annotations-|jmh-|jopt-|agrona|commons-math3|jspecify|console).*|.*-tests\\.jar";

    private static final Map<String, String> DONE = new LinkedHashMap<>();

    private TestImages() {}

    /** Ends the calling test unless there is an engine. */
    public static void needEngine() {
        String reason = "";
        try {
            open().close();
        } catch (ReplicaException none) {
            reason = String.valueOf(none.getMessage());
        }
        Requires.present("docker", reason.isEmpty(), reason);
    }

    /** The name of Flatline's image, which is on the engine then. */
    public static synchronized String flatline() {
        needEngine();
        return DONE.computeIfAbsent("flatline", image -> {
            String classPath = classPath();
            String tag = "flatline-test:"
                    + key(Stream.of(classPath.split(File.pathSeparator, -1))
                            .map(Path::of)
                            .toList());
            return there(tag, (file, work) -> new ImageBuild(tag, "test", classPath, line -> {}).to(file));
        });
    }

    /**
     * The name of an image with an echo server on npm's {@code ws} that listens on port 8080, or that of {@code PORT}; says
     * {@code listening}, answers {@code /healthz}, and ends with 0 at SIGTERM. It is on the engine then.
     */
    public static synchronized String ws() {
        needEngine();
        Path node = program("node");
        Requires.present("node", Files.isExecutable(node), "node is not on the PATH");
        boolean packages = Files.isDirectory(NODE_FOLDER.resolve("node_modules/ws"));
        Requires.present("node", packages, "run 'npm ci' in scenarios/src/test/node");
        return DONE.computeIfAbsent("ws", image -> {
            String tag = "flatline-test-ws:"
                    + key(List.of(node, NODE_FOLDER.resolve(NODE_SCRIPT), NODE_FOLDER.resolve("node_modules/ws")));
            return there(tag, (file, work) -> NodeImage.write(file, tag, node, NODE_FOLDER, NODE_SCRIPT, work));
        });
    }

    /** Of the class path of the tests, what Flatline itself runs on. */
    static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> Files.exists(Path.of(entry)))
                        .filter(entry -> !entry.matches(".*/test(-classes)?/?"))
                        .filter(entry ->
                                !Path.of(entry).getFileName().toString().matches(OF_TESTS))
                        .toList());
    }

    /** Connects to the engine that tests use. */
    public static Engine open() throws ReplicaException {
        return Engine.open("", System.getenv());
    }

    /** Writes an image into a file. */
    private interface Writer {
        void write(Path file, Path work) throws IOException;
    }

    private static String there(String tag, Writer writer) {
        try (Engine engine = open()) {
            try {
                engine.needImage(tag);
            } catch (ReplicaException missing) {
                load(engine, writer);
            }
            return tag;
        } catch (ReplicaException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void load(Engine engine, Writer writer) throws IOException, ReplicaException {
        Path work = Files.createTempDirectory("flatline-test-image");
        try {
            Path file = work.resolve("image.tar");
            writer.write(file, work);
            engine.load(file);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(name));
    }

    /** A word that stands for the names and contents of files, of those in folders too. */
    private static String key(List<Path> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
            for (Path entry : entries) {
                try (Stream<Path> files = Files.walk(entry)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
