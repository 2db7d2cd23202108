package dev.flatline.scenarios.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the image from this machine's own Java and libraries: a runtime with the modules that Flatline needs, then the libraries of
 * others, then Flatline, so that layers which do not change are the same in the next image. The same input gives the same image.
 */
public final class ImageBuild {

    private static final String NATIVE_FOLDER = "/opt/flatline/native";
    private static final String USER = "65532";
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions ANYONE = FilePermissions.fromOctalString("777");
    private static final Instant EPOCH = Instant.EPOCH;

    private final String tag;
    private final Consumer<String> told;

    /**
     * Builds nothing yet.
     *
     * @param tag the image's name and tag
     * @param told takes what is being done, a line each
     */
    public ImageBuild(String tag, Consumer<String> told) {
        this.tag = tag;
        this.told = told;
    }

    /**
     * What was built.
     *
     * @param bytes of all files in it
     * @param runtimeBytes of the Java runtime and the libraries of the system
     */
    public record Outcome(long bytes, long runtimeBytes) {}

    /** Builds it into a file such as {@code docker load} takes. */
    public Outcome to(Path file) throws IOException {
        Path work = Files.createTempDirectory("flatline-image");
        try {
            return build(file, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlatlineException(ExitStatus.INTERRUPTED, "interrupted while the image was built", e);
        } catch (InvalidImageReferenceException e) {
            throw new FlatlineException(
                    ExitStatus.USAGE, "--tag: found '" + tag + "'; accepted: a name such as flatline:1.2", e);
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new FlatlineException(ExitStatus.MACHINE, "cannot build the image: " + cause.getMessage(), e);
        } finally {
            delete(work);
        }
    }

    private Outcome build(Path file, Path work)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        told.accept("linking a Java runtime from " + System.getProperty("java.home"));
        Path runtime = work.resolve("runtime");
        JavaRuntime.link(runtime);
        List<Path> jars = ImageJars.all();
        List<Path> natives = ImageJars.unpackNatives(jars, work.resolve("native"));
        Layer system = new Layer("runtime");
        system.folder(runtime, "/opt/java");
        libraries(runtime, natives, system);
        Layer others = new Layer("libraries");
        for (Path library : natives) {
            others.file(library, NATIVE_FOLDER + "/" + library.getFileName(), EXECUTABLE);
        }
        Layer own = new Layer("flatline");
        for (Path jar : jars) {
            Layer layer = ImageJars.isOwn(jar) ? own : others;
            if (Files.isDirectory(jar)) {
                layer.folder(jar, "/opt/flatline/classes");
            } else {
                layer.file(jar, "/opt/flatline/lib/" + jar.getFileName(), FILE);
            }
        }
        told.accept("writing " + tag + ": " + jars.size() + " jars");
        containerize(file, work, List.of(system, others, own));
        return new Outcome(system.bytes + others.bytes + own.bytes, system.bytes);
    }

    private static void libraries(Path runtime, List<Path> natives, Layer system) throws IOException {
        List<Path> binaries = NativeLibraries.binaries(runtime);
        binaries.addAll(natives);
        for (Map.Entry<String, Path> library :
                NativeLibraries.of(binaries, runtime).entrySet()) {
            system.file(library.getValue(), library.getKey(), EXECUTABLE);
        }
        Path locale = Path.of("/usr/lib/locale/C.utf8");
        if (Files.isDirectory(locale)) {
            system.folder(locale.toRealPath(), "/usr/lib/locale/C.utf8");
        }
    }

    private void containerize(Path file, Path work, List<Layer> layers)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Path empty = Files.createDirectories(work.resolve("empty"));
        boolean arm = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");
        JibContainerBuilder image = Jib.fromScratch()
                .setFormat(ImageFormat.Docker)
                .setPlatforms(Set.of(new Platform(arm ? "arm64" : "amd64", "linux")))
                .setCreationTime(EPOCH)
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/work"))
                .setEntrypoint(entrypoint())
                .setEnvironment(
                        Map.of("LANG", "C.UTF-8", "FLATLINE_IN_IMAGE", "true", "FLATLINE_STATE", "/work/.flatline"))
                .setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(8474)))
                .setLabels(Map.of("org.opencontainers.image.title", "flatline", "dev.flatline.image", "true"));
        layers.forEach(layer -> image.addFileEntriesLayer(layer.built()));
        image.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("folders")
                .addEntry(empty, AbsoluteUnixPath.get("/tmp"), ANYONE, EPOCH)
                .addEntry(empty, AbsoluteUnixPath.get("/work"), ANYONE, EPOCH)
                .build());
        image.containerize(Containerizer.to(TarImage.at(file).named(tag))
                .setOfflineMode(true)
                .setToolName("flatline")
                .setBaseImageLayersCache(work.resolve("base"))
                .setApplicationLayersCache(work.resolve("layers")));
    }

    /** The launcher's flags, with shares of the container's memory in place of sizes. */
    private static List<String> entrypoint() {
        List<String> words = new ArrayList<>(List.of(
                "/opt/java/bin/java",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=60",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dio.netty.jfr.enabled=false",
                "-Dio.netty.leakDetection.level=disabled",
                "-Djava.library.path=" + NATIVE_FOLDER));
        if (Runtime.version().feature() >= 24) {
            words.add("--enable-native-access=ALL-UNNAMED");
            words.add("--sun-misc-unsafe-memory-access=allow");
        }
        words.addAll(List.of("-cp", "/opt/flatline/classes:/opt/flatline/lib/*", "dev.flatline.scenarios.Main"));
        return words;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A layer while it is put together, and how large its files are. */
    private static final class Layer {

        private final FileEntriesLayer.Builder entries;
        private long bytes;

        Layer(String name) {
            this.entries = FileEntriesLayer.builder().setName(name);
        }

        void file(Path file, String place, FilePermissions permissions) throws IOException {
            entries.addEntry(file, AbsoluteUnixPath.get(place), permissions, EPOCH);
            bytes += Files.size(file);
        }

        void folder(Path folder, String place) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String at = place + "/" + folder.relativize(file);
                    file(file, at, Files.isExecutable(file) ? EXECUTABLE : FILE);
                }
            }
        }

        FileEntriesLayer built() {
            return entries.build();
        }
    }
}
