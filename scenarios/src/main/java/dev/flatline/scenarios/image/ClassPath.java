package dev.flatline.scenarios.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Flatline's class path as it goes into the image: without what builds images, what only other systems need, and what no command uses.
 * Native libraries are unpacked here, so that the image needs no folder to unpack them to.
 *
 * @param jars files of classes
 * @param folders of classes, when Flatline runs from its build
 */
record ClassPath(List<Path> jars, List<Path> folders) {

    private static final Pattern LEFT_OUT =
            Pattern.compile("(jib-|google-|opencensus-|grpc-context-|httpclient-4|httpcore-4|commons-logging-|asm-|"
                    + "netty-codec-(dns|haproxy|http2|http3|native-quic|classes-quic|memcache|mqtt|redis|smtp|stomp|protobuf|marshalling|xml|"
                    + "socks)-|netty-(handler-proxy|handler-ssl-ocsp|resolver-dns|transport-(rxtx|sctp|udt|classes-kqueue|native-kqueue))|"
                    + "j2objc-|auto-value-|jsr305-|error_prone_|jackson-datatype-jsr310|listenablefuture-).*");
    private static final Pattern OF_ONE_SYSTEM = Pattern.compile(".*-(linux|osx|windows)-[a-z0-9_]+\\.jar");

    /** Of what is there, what is wanted. */
    static ClassPath of(String path) {
        List<Path> entries = Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        return new ClassPath(
                entries.stream()
                        .filter(Files::isRegularFile)
                        .filter(jar -> isWanted(jar.getFileName().toString()))
                        .toList(),
                entries.stream().filter(Files::isDirectory).toList());
    }

    /** Whether a jar of this name has a use in the image. */
    static boolean isWanted(String name) {
        boolean here = name.endsWith("-linux-" + Processor.ofThisMachine().nettys() + ".jar");
        return !LEFT_OUT.matcher(name).matches()
                && (here || !OF_ONE_SYSTEM.matcher(name).matches());
    }

    /** Whether a jar is Flatline's own, which changes with every build. */
    static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("flatline-");
    }

    /** Unpacks the libraries for this processor in the jars, Netty's and JLine's, and returns them. */
    List<Path> unpackNatives(Path folder) throws IOException {
        Pattern wanted = Pattern.compile("(META-INF/native|org/jline/nativ/Linux/"
                + Processor.ofThisMachine().jlines() + ")/[^/]+\\.so");
        List<Path> unpacked = new ArrayList<>();
        Files.createDirectories(folder);
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : file.stream()
                        .filter(entry -> wanted.matcher(entry.getName()).matches())
                        .toList()) {
                    Path library = folder.resolve(
                            entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                    try (InputStream bytes = file.getInputStream(entry)) {
                        Files.copy(bytes, library);
                    }
                    unpacked.add(library);
                }
            }
        }
        return unpacked;
    }
}
