package dev.flatline.scenarios.image;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules that Flatline needs, linked from the JDK that runs now. */
final class JavaRuntime {

    /**
     * Seen by running every command in the image: the control API's HTTP server, processors and collectors for the generator's
     * health, TLS, XML for JUnit reports, Netty's Unsafe.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.unsupported");

    private static final String INSTEAD = "; build it with the Dockerfile instead";

    private JavaRuntime() {}

    /** Links one into a folder that is not there yet. */
    static void link(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            throw new FlatlineException(
                    ExitStatus.MACHINE,
                    "flatline image puts this machine's own Java and libraries into the image, which needs Linux"
                            + INSTEAD);
        }
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new FlatlineException(
                        ExitStatus.MACHINE, "flatline image needs a JDK with jlink; this Java has none" + INSTEAD));
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules",
                String.join(",", present()),
                "--output",
                folder.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                Runtime.version().feature() >= 21 ? "--compress=zip-6" : "--compress=2"));
        StringWriter said = new StringWriter();
        int status = jlink.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
        if (status != 0) {
            String reason = said.toString().lines().findFirst().orElse("no reason given");
            throw new FlatlineException(ExitStatus.MACHINE, "jlink could not make a runtime: " + reason + INSTEAD);
        }
        // A way back into the JDK's own archive, larger than all that Flatline needs.
        Files.deleteIfExists(folder.resolve("lib/classlist"));
    }

    private static List<String> present() {
        return MODULES.stream()
                .filter(module -> ModuleLayer.boot().findModule(module).isPresent()
                        || ModuleFinder.ofSystem().find(module).isPresent())
                .toList();
    }
}
