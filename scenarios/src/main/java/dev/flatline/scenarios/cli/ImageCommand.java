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
        footer = {
            "",
            "flatline image",
            "docker run --rm -p 9000:9000 flatline serve --host 0.0.0.0",
            "docker run --rm -p 8474:8474 -p 8666:8666 flatline"
        })
final class ImageCommand implements Callable<Integer> {

    private static final double MEGA = 1e6;

    private final Environment environment;

    @Option(names = "--tag", paramLabel = "NAME", description = "its name and tag (default: flatline:latest)")
    private String tag = "flatline:latest";

    @Option(
            names = "--tar",
            paramLabel = "FILE",
            description =
                    "write it to a file, for docker load or podman load, and load it into no engine but --engine's")
    private Optional<Path> tar = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "ADDR",
            description =
                    "the engine to load it into, such as unix:///var/run/docker.sock (default: as docker finds it)")
    private Optional<String> engine = Optional.empty();

    ImageCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            if (tar.isPresent() && engine.isEmpty()) {
                build(tar.get());
                say("load it with: docker load -i " + tar.get());
            } else {
                load();
            }
            return 0;
        } catch (ReplicaException e) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "cannot build the image: " + reason(e), e);
        }
    }

    /** The engine is asked first: without one, the work would be for nothing. */
    private void load() throws IOException, ReplicaException {
        try (Engine into = Engine.open(engine.orElse(""), environment.variables())) {
            Path file = tar.isPresent() ? tar.get() : Files.createTempFile("flatline-image", ".tar");
            try {
                build(file);
                into.load(file);
            } finally {
                if (tar.isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
            say(tag + " is " + into.imageId(tag));
            say("try: docker run --rm -p 9000:9000 " + tag + " serve --host 0.0.0.0");
        }
    }

    private void build(Path file) throws IOException {
        ImageBuild image = new ImageBuild(tag, Version.number(), System.getProperty("java.class.path", ""), this::say);
        ImageBuild.Outcome built = image.to(file);
        say(String.format(
                Locale.ROOT,
                "%s: %.1f MB, of which %.1f MB are Java's runtime and the libraries it needs",
                tag,
                built.bytes() / MEGA,
                built.runtimeBytes() / MEGA));
    }

    /** What the JDK says of a file is often its name alone. */
    private static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName();
        return kind.equals("IOException") ? String.valueOf(failure.getMessage()) : kind + ": " + failure.getMessage();
    }

    private void say(String line) {
        environment.out().println(line);
        environment.out().flush();
    }
}
