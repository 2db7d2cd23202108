package dev.flatline.scenarios.image;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries of this system that programs and libraries need, found as the loader finds them: with {@code ldd}. */
final class NativeLibraries {

    /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)}, or the loader itself: {@code /lib64/ld-linux-x86-64.so.2 (0x…)}. */
    private static final Pattern LINE = Pattern.compile("\\s*(?:(\\S+) => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private NativeLibraries() {}

    /**
     * The libraries that these files need, those beside the files themselves left out.
     *
     * @return by the place where the loader looks in an image, their real files here
     */
    static Map<String, Path> of(List<Path> binaries, Path ownFolder) throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path binary : binaries) {
            for (String line : ldd(binary)) {
                Matcher library = LINE.matcher(line);
                if (library.matches() && !library.group(2).startsWith(ownFolder.toString())) {
                    String path = library.group(2);
                    String name = path.substring(path.lastIndexOf('/') + 1);
                    // The loader's own path is written into every program; libraries are looked for by name.
                    boolean loader = library.group(1) == null;
                    found.putIfAbsent(
                            loader ? path : "/usr/lib/" + name, Path.of(path).toRealPath());
                } else if (line.contains("not found") && !line.contains("libjvm") && !line.contains("libjava")) {
                    throw new FlatlineException(
                            ExitStatus.MACHINE, binary + " needs a library that is not there: " + line.strip());
                }
            }
        }
        return found;
    }

    /** The programs and libraries of a Java runtime. */
    static List<Path> binaries(Path runtime) throws IOException {
        List<Path> binaries = new ArrayList<>(List.of(runtime.resolve("bin/java")));
        try (Stream<Path> libraries = Files.walk(runtime.resolve("lib"))) {
            libraries.filter(file -> file.toString().endsWith(".so")).sorted().forEach(binaries::add);
        }
        return binaries;
    }

    private static List<String> ldd(Path binary) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("ldd", binary.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            throw new FlatlineException(
                    ExitStatus.MACHINE,
                    "flatline image asks ldd which libraries Java needs, and there is none; build it with the Dockerfile"
                            + " instead",
                    missing);
        }
        try (BufferedReader output = process.inputReader()) {
            return output.lines().toList();
        }
    }
}
