package dev.flatline.scenarios.image;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of this system that programs and libraries need, found as the loader finds them: with {@code ldd}.
 *
 * @param loader where every program says that its loader is
 * @param libraries by the names by which programs ask for them
 */
record NativeLibraries(Path loader, Map<String, Path> libraries) {

    /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)}, or the loader itself: {@code /lib64/ld-linux-x86-64.so.2 (0x…)}. */
    private static final Pattern FOUND = Pattern.compile("\\s*(?:(\\S+) => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private static final Pattern LOADER = Pattern.compile("(/\\S*/)?ld-?(linux|musl|[0-9]).*");
    private static final Pattern MISSING = Pattern.compile("\\s*(\\S+) => not found");

    /**
     * The libraries that these files need.
     *
     * @param own folders of libraries that come along anyway
     */
    static NativeLibraries of(List<Path> binaries, List<Path> own) throws IOException {
        Map<String, Path> libraries = new LinkedHashMap<>();
        @Nullable Path loader = null;
        for (Path binary : binaries) {
            for (String line : ldd(binary, own)) {
                if (line.contains("ld-musl-")) {
                    throw cannot(
                            "Java and Netty's libraries are needed for glibc, and this system's C library is musl");
                }
                Matcher missing = MISSING.matcher(line);
                if (missing.matches()) {
                    throw cannot(
                            binary.getFileName() + " needs " + missing.group(1) + ", which this system does not have");
                }
                Matcher found = FOUND.matcher(line);
                if (!found.matches() || own.stream().anyMatch(Path.of(found.group(2))::startsWith)) {
                    continue;
                }
                Path file = Path.of(found.group(2));
                if (LOADER.matcher(found.group(2)).matches()) {
                    loader = loader == null ? file : loader;
                } else {
                    libraries.putIfAbsent(file.getFileName().toString(), file.toRealPath());
                }
            }
        }
        if (loader == null) {
            throw cannot("ldd named no loader for " + binaries);
        }
        return new NativeLibraries(loader, libraries);
    }

    /** Puts the libraries into a folder of a layer, and the loader where programs look for it. */
    void putInto(ImageLayer layer, String folder) throws IOException {
        layer.file(loader.toRealPath(), loader.toString());
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            layer.file(library.getValue(), folder + "/" + library.getKey());
        }
    }

    private static List<String> ldd(Path binary, List<Path> own) throws IOException {
        ProcessBuilder ldd = new ProcessBuilder("ldd", binary.toString()).redirectErrorStream(true);
        ldd.environment().put("LC_ALL", "C");
        ldd.environment()
                .put("LD_LIBRARY_PATH", own.stream().map(Path::toString).collect(Collectors.joining(":")));
        Process process;
        try {
            process = ldd.start();
        } catch (IOException missing) {
            throw cannot("it asks ldd which libraries Java needs, and there is none");
        }
        try (BufferedReader output = process.inputReader()) {
            return output.lines().toList();
        }
    }

    private static FlatlineException cannot(String reason) {
        return new FlatlineException(
                ExitStatus.MACHINE, "cannot build the image here: " + reason + JavaRuntime.INSTEAD);
    }
}
