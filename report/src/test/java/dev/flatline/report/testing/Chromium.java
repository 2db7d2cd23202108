package dev.flatline.report.testing;

import dev.flatline.core.testing.Requires;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** A headless Chromium that loads a page without a network and says what became of it. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--virtual-time-budget=3000",
            "--timeout=30000");

    private final Path program;
    private final Path scratch;

    private Chromium(Path program, Path scratch) {
        this.program = program;
        this.scratch = scratch;
    }

    /** Ends the calling test if there is none on the path; see {@link Requires}. */
    public static Chromium orSkip(Path scratch) {
        Optional<Path> program = find();
        Requires.present("browser", program.isPresent(), "none of " + NAMES + " is on the PATH");
        return new Chromium(program.orElseThrow(), scratch);
    }

    /** Loads a page and returns the document as it is after its scripts have run, and what they wrote to the console. */
    public Visit load(Path page, String... more) throws IOException, InterruptedException {
        Path document = scratch.resolve("document.html");
        Path log = scratch.resolve("chromium.log");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(more));
        command.add("--user-data-dir=" + scratch.resolve("profile"));
        command.add("--dump-dom");
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(document.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            Assertions.assertTrue(process.waitFor(90, TimeUnit.SECONDS), "Chromium did not end in 90 s");
        } finally {
            process.destroyForcibly();
        }
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Visit(Files.readString(document), console);
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(
                        name -> List.of(path.split(File.pathSeparator)).stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * What became of a page.
     *
     * @param document the document in HTML, after its scripts
     * @param console the lines of the console
     */
    public record Visit(String document, List<String> console) {}
}
