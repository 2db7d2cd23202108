package dev.flatline.scenarios.cli;

import dev.flatline.chaos.docker.Engine;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.image.ImageBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flatline image}: builds the image of Flatline, without a base image and without a registry. */
@Command(
        name = "image",
        description = "Build a container image of this Flatline: its own small Java runtime, no base image to pull.",
        footer = {"", "flatline image", "docker run --rm -p 8080:8080 flatline serve --host 0.0.0.0 --port 8080"})
final class ImageCommand implements Callable<Integer> {

    private static final double MEGA = 1e6;

    private final Environment environment;

    @Option(names = "--tag", paramLabel = "NAME", description = "its name and tag (default: flatline:latest)")
    private String tag = "flatline:latest";

    @Option(
            names = "--tar",
            paramLabel = "FILE",
            description = "write it to a file, for docker load or podman load, instead of loading it into an engine")
    private Optional<Path> tar = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "ADDR",
            description =
                    "the engine to load it into, such as unix:///var/run/docker.sock (default: as docker finds it)")
    private String engine = "";

    ImageCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            return tar.isPresent() ? write(tar.get()) : load();
        } catch (ReplicaException e) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "cannot build the image: " + e.getMessage(), e);
        }
    }

    private int write(Path file) throws IOException {
        build(file);
        say("load it with: docker load -i " + file);
        return 0;
    }

    /** The engine is asked first: without one, the work would be for nothing. */
    private int load() throws IOException, ReplicaException {
        try (Engine into = Engine.open(engine, environment.variables())) {
            Path file = Files.createTempFile("flatline-image", ".tar");
            try {
                build(file);
                into.load(file);
            } finally {
                Files.deleteIfExists(file);
            }
            say("loaded as " + into.imageId(tag));
            say("try: docker run --rm " + tag + " --help");
        }
        return 0;
    }

    private void build(Path file) throws IOException {
        ImageBuild.Outcome built = new ImageBuild(tag, this::say).to(file);
        say(String.format(
                Locale.ROOT,
                "%s: %.0f MB, of which the Java runtime and its libraries are %.0f MB",
                tag,
                built.bytes() / MEGA,
                built.runtimeBytes() / MEGA));
    }

    private void say(String line) {
        environment.out().println(line);
        environment.out().flush();
    }
}
