package dev.flatline.scenarios.file;

import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where scenarios come from: files, and the bundled ones on the class path, which are known by name. */
public final class ScenarioFiles {

    private static final String FOLDER = "/scenarios/";
    private static final long MAX_BYTES = 1 << 20;

    private ScenarioFiles() {}

    /** The names of the bundled scenarios. */
    public static List<String> bundled() {
        return resource("index").lines().filter(line -> !line.isBlank()).toList();
    }

    /**
     * Reads a scenario.
     *
     * @param reference the name of a bundled scenario, or a file
     * @throws FlatlineException if there is none, or one line per mistake in it, up to five
     */
    public static Scenario load(String reference, List<Setting> settings) {
        if (bundled().contains(reference)) {
            return ScenarioReader.read(resource(reference + ".yaml"), reference + ".yaml", settings);
        }
        return ScenarioReader.read(text(reference), reference, settings);
    }

    /**
     * Reads a scenario as it is, to check it.
     *
     * @throws FlatlineException if there is none, or one line for every mistake in it
     */
    public static Scenario check(String reference) {
        return bundled().contains(reference)
                ? load(reference, List.of())
                : ScenarioReader.read(text(reference), reference, List.of(), Integer.MAX_VALUE);
    }

    /** The text of a file. */
    static String text(String reference) {
        try {
            Path file = Path.of(reference);
            if (Files.isDirectory(file)) {
                throw usage(reference + ": found a folder; accepted: a scenario file or a bundled name");
            }
            if (!Files.exists(file)) {
                throw usage(reference + ": found no such file or bundled scenario; " + hint(reference));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw usage(reference + ": found a file of more than 1 MiB; accepted: a scenario");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (InvalidPathException nonsense) {
            throw usage(reference + ": found no such file or bundled scenario; " + hint(reference));
        } catch (CharacterCodingException binary) {
            throw usage(reference + ": found bytes that are not UTF-8; accepted: a scenario in UTF-8");
        } catch (IOException unreadable) {
            throw new FlatlineException(
                    ExitStatus.USAGE, reference + ": cannot be read (" + unreadable + ")", unreadable);
        }
    }

    private static String hint(String reference) {
        String name = reference.endsWith(".yaml") ? reference.substring(0, reference.length() - 5) : reference;
        return Nearest.hint(name, bundled());
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }

    private static String resource(String name) {
        try (InputStream in = ScenarioFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
