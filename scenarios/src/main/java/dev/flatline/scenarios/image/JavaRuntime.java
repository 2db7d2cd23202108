package dev.flatline.scenarios.image;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A Java runtime with the modules that Flatline needs, linked from the JDK that runs now. */
final class JavaRuntime {

    /** How to get an image where this way does not work. */
    static final String INSTEAD = "; build it with Flatline's Dockerfile instead: docker build -t flatline .";

    /**
     * What {@code jdeps} finds, less what libraries only touch when it is there (java.desktop, java.sql, java.compiler):
     * the control API's server and client, processors and collectors for the generator's health, XML for JUnit reports, TLS and its
     * elliptic curves, Netty's Unsafe. A test runs every command in the image.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.unsupported");

    private JavaRuntime() {}

    /** Links one into a folder that is not there yet, and returns the folder. */
    static Path link(Path folder) {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            throw cannot("it puts this machine's own Java and libraries into the image, which needs Linux; this is "
                    + system);
        }
        String home = System.getProperty("java.home", "");
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> cannot("it needs a JDK with jlink; the Java in " + home + " has none"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (jlink.run(out, out, arguments(folder, Runtime.version().feature())) != 0) {
            boolean jmods = Files.isDirectory(Path.of(home, "jmods"));
            String reason = said.toString().lines().findFirst().orElse("no reason given");
            throw cannot("jlink cannot make a runtime of the Java in " + home + (jmods ? "" : ", which has no jmods")
                    + " (" + reason + ")");
        }
        return folder;
    }

    /** The same for jlink; how it is told to compress has changed. */
    static String[] arguments(Path folder, int version) {
        return new String[] {
            "--add-modules",
            String.join(",", MODULES),
            "--output",
            folder.toString(),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            version >= 21 ? "--compress=zip-6" : "--compress=2"
        };
    }

    /** The programs and libraries of a runtime. */
    static List<Path> binaries(Path runtime) throws IOException {
        List<Path> binaries = new ArrayList<>(List.of(runtime.resolve("bin/java")));
        try (Stream<Path> libraries = Files.walk(runtime.resolve("lib"))) {
            libraries.filter(file -> file.toString().endsWith(".so")).sorted().forEach(binaries::add);
        }
        return binaries;
    }

    private static FlatlineException cannot(String reason) {
        return new FlatlineException(ExitStatus.MACHINE, "cannot build the image here: " + reason + INSTEAD);
    }
}
