package dev.flatline.scenarios.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Writes an image, from scratch and without a registry, into a file that {@code docker load} and {@code podman load} take. */
final class ImageTar {

    private ImageTar() {}

    /**
     * Writes it. The same plan and layers give the same image, id and all.
     *
     * @param work a folder for files on the way, which is the caller's to delete
     */
    static void write(Path file, ImagePlan plan, List<ImageLayer> layers, Path work) throws IOException {
        try {
            Containerizer target = Containerizer.to(TarImage.at(file).named(plan.tag()));
            builder(plan, layers, work)
                    .containerize(target.setOfflineMode(true)
                            .setToolName("flatline")
                            .setBaseImageLayersCache(work.resolve("base"))
                            .setApplicationLayersCache(work.resolve("layers")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlatlineException(ExitStatus.INTERRUPTED, "interrupted while the image was written", e);
        } catch (InvalidImageReferenceException e) {
            throw new FlatlineException(
                    ExitStatus.USAGE, "--tag: found '" + plan.tag() + "'; accepted: a name such as flatline:1.2", e);
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new FlatlineException(ExitStatus.MACHINE, "cannot build the image: " + cause.getMessage(), e);
        }
    }

    private static JibContainerBuilder builder(ImagePlan plan, List<ImageLayer> layers, Path work) throws IOException {
        JibContainerBuilder image = Jib.fromScratch()
                .setFormat(ImageFormat.Docker)
                .setPlatforms(Set.of(new Platform(Processor.ofThisMachine().dockers(), "linux")))
                .setCreationTime(Instant.EPOCH)
                .setUser(ImagePlan.USER)
                .setWorkingDirectory(AbsoluteUnixPath.get(ImagePlan.FOLDER))
                .setEntrypoint(plan.entrypoint())
                .setEnvironment(sorted(plan.environment()))
                .setExposedPorts(plan.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setLabels(sorted(plan.labels()));
        layers.stream().filter(layer -> !layer.isEmpty()).forEach(layer -> image.addFileEntriesLayer(layer.built()));
        Path empty = Files.createDirectories(work.resolve("empty"));
        ImageLayer folders = new ImageLayer("folders");
        folders.writable(empty, "/tmp");
        folders.writable(empty, ImagePlan.FOLDER);
        return image.addFileEntriesLayer(folders.built());
    }

    /** In an order that is the same in every process: it is a part of the image's id. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }
}
