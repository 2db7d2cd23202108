package dev.flatline.scenarios.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The class path of this process as it goes into the image: without what only other systems need, and without what builds images. Netty's
 * libraries are unpacked, so that none has to be unpacked into a folder that may not be written to.
 */
final class ImageJars {

    private static final Pattern LEFT_OUT = Pattern.compile(
            "(jib-|google-http-client|google-auth|opencensus|grpc-context|httpclient-4|httpcore-4|commons-logging|"
                    + "netty-codec-(http3|native-quic|classes-quic|memcache|mqtt|redis|smtp|stomp|protobuf|marshalling|xml|socks)|"
                    + "netty-(resolver-dns|transport-(rxtx|sctp|udt|classes-kqueue|native-kqueue))|j2objc|auto-value|jsr305|"
                    + "error_prone).*");
    private static final String NATIVE = "META-INF/native/";

    private ImageJars() {}

    /** The entries of the class path: jars, or folders of classes when Flatline runs from its build. */
    static List<Path> all() {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (!entry.isEmpty()
                    && Files.exists(path)
                    && isWanted(path.getFileName().toString())) {
                jars.add(path);
            }
        }
        return jars;
    }

    /** Whether a file of the class path has a use in the image. */
    static boolean isWanted(String name) {
        return !LEFT_OUT.matcher(name).matches() && isOfThisSystem(name);
    }

    private static boolean isOfThisSystem(String name) {
        if (!name.matches(".*-(linux|osx|windows)-[a-z0-9_]+\\.jar")) {
            return true;
        }
        String processor =
                System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64") ? "aarch_64" : "x86_64";
        return name.endsWith("-linux-" + processor + ".jar");
    }

    /** Whether it is Flatline's own, which changes with every build. */
    static boolean isOwn(Path jar) {
        return Files.isDirectory(jar) || jar.getFileName().toString().startsWith("flatline-");
    }

    /** Unpacks the native libraries of the jars into a folder, and returns them. */
    static List<Path> unpackNatives(List<Path> jars, Path folder) throws IOException {
        List<Path> unpacked = new ArrayList<>();
        Files.createDirectories(folder);
        for (Path jar : jars) {
            if (!jar.getFileName().toString().contains("-linux-")) {
                continue;
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (entry.getName().startsWith(NATIVE) && entry.getName().endsWith(".so")) {
                        unpacked.add(unpack(file, entry, folder));
                    }
                }
            }
        }
        return unpacked;
    }

    private static Path unpack(JarFile file, JarEntry entry, Path folder) throws IOException {
        Path library = folder.resolve(entry.getName().substring(NATIVE.length()).replace('/', '_'));
        try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }
}
