package dev.flatline.scenarios.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the image of Flatline from this machine's own Java and libraries: a runtime with the modules that Flatline needs, then the
 * libraries of others, then Flatline, so that layers which do not change are the same in the next image. The same input gives the same
 * image.
 */
public final class ImageBuild {

    private static final String HOME = "/opt/flatline";
    private static final String NATIVES = HOME + "/native";
    /** For the loader: which folders it looks into by itself differs from system to system. */
    private static final String SYSTEM = "/opt/system";

    private static final Set<Integer> PORTS = Set.of(8080, 8474, 9000);

    private final String tag;
    private final String version;
    private final String classPath;
    private final Consumer<String> told;

    /**
     * Builds nothing yet.
     *
     * @param tag the image's name and tag
     * @param version Flatline's
     * @param classPath of Flatline: jars and folders, as in {@code java.class.path}
     * @param told takes what is being done, a line each
     */
    public ImageBuild(String tag, String version, String classPath, Consumer<String> told) {
        this.tag = tag;
        this.version = version;
        this.classPath = classPath;
        this.told = told;
    }

    /**
     * What was built.
     *
     * @param bytes of all files in it
     * @param runtimeBytes of the Java runtime and the libraries of the system
     */
    public record Outcome(long bytes, long runtimeBytes) {}

    /** Builds it into a file such as {@code docker load} and {@code podman load} take. */
    public Outcome to(Path file) throws IOException {
        Path work = Files.createTempDirectory("flatline-image");
        try {
            return build(file, work);
        } finally {
            delete(work);
        }
    }

    private Outcome build(Path file, Path work) throws IOException {
        told.accept("linking a Java runtime from " + System.getProperty("java.home"));
        Path runtime = JavaRuntime.link(work.resolve("runtime"));
        ClassPath jars = ClassPath.of(classPath);
        List<Path> natives = jars.unpackNatives(work.resolve("native"));
        ImageLayer system = system(runtime, natives);
        ImageLayer others = new ImageLayer("libraries");
        for (Path library : natives) {
            others.file(library, NATIVES + "/" + library.getFileName());
        }
        ImageLayer own = new ImageLayer("flatline");
        for (Path jar : jars.jars()) {
            (ClassPath.isOwn(jar) ? own : others).file(jar, HOME + "/lib/" + jar.getFileName());
        }
        for (Path folder : jars.folders()) {
            own.folder(folder, HOME + "/classes");
        }
        told.accept("packing " + jars.jars().size() + " jars and what Java needs of this system");
        ImageTar.write(file, plan(), List.of(system, others, own), work);
        return new Outcome(system.bytes() + others.bytes() + own.bytes(), system.bytes());
    }

    private static ImageLayer system(Path runtime, List<Path> natives) throws IOException {
        ImageLayer system = new ImageLayer("runtime");
        system.folder(runtime, "/opt/java");
        List<Path> binaries = new ArrayList<>(JavaRuntime.binaries(runtime));
        binaries.addAll(natives);
        NativeLibraries libraries =
                NativeLibraries.of(binaries, List.of(runtime.resolve("lib"), runtime.resolve("lib/server")));
        libraries.putInto(system, SYSTEM);
        // Where there is none, Java takes the names of files for ASCII.
        Path locale = Path.of("/usr/lib/locale/C.utf8");
        if (Files.isDirectory(locale)) {
            system.folder(locale.toRealPath(), locale.toString());
        }
        return system;
    }

    private ImagePlan plan() {
        return new ImagePlan(
                tag,
                entrypoint(),
                Map.of(
                        "LANG",
                        "C.UTF-8",
                        "LD_LIBRARY_PATH",
                        SYSTEM,
                        "FLATLINE_IN_IMAGE",
                        "true",
                        "FLATLINE_STATE",
                        ImagePlan.FOLDER + "/.flatline"),
                PORTS,
                Map.of(
                        "org.opencontainers.image.title", "flatline",
                        "org.opencontainers.image.version", version,
                        "org.opencontainers.image.description",
                                "When connections die, who notices, how fast, and does everyone come back?",
                        "dev.flatline.image", "true"));
    }

    /** The launcher's flags, with a share of the container's memory in place of sizes. */
    private static List<String> entrypoint() {
        List<String> words = new ArrayList<>(List.of(
                "/opt/java/bin/java",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=60",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dio.netty.jfr.enabled=false",
                "-Dio.netty.leakDetection.level=disabled",
                "-Djava.library.path=" + NATIVES,
                "-Dlibrary.jline.path=" + NATIVES));
        if (Runtime.version().feature() >= 24) {
            words.add("--enable-native-access=ALL-UNNAMED");
            words.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (Runtime.version().feature() >= 25) {
            words.add("-XX:+UseCompactObjectHeaders");
        }
        words.addAll(List.of("-cp", HOME + "/classes:" + HOME + "/lib/*", "dev.flatline.scenarios.Main"));
        return words;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
