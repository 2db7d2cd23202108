package dev.flatline.scenarios.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A layer of an image while it is put together. Times and owners are left out, so that the same files make the same layer. Of two files for
 * one place the first stays, as on a class path.
 */
final class ImageLayer {

    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions ANYONE = FilePermissions.fromOctalString("777");

    private final FileEntriesLayer.Builder entries;
    private final Set<String> places = new HashSet<>();
    private long bytes;

    ImageLayer(String name) {
        this.entries = FileEntriesLayer.builder().setName(name);
    }

    /** Puts a file at a place; it can be executed there if it can be here. */
    void file(Path file, String place) throws IOException {
        if (places.add(place)) {
            FilePermissions permissions = Files.isExecutable(file) ? EXECUTABLE : FILE;
            entries.addEntry(file, AbsoluteUnixPath.get(place), permissions, Instant.EPOCH);
            bytes += Files.size(file);
        }
    }

    /** Puts the files of a folder, and of the folders in it, under a place. */
    void folder(Path folder, String place) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                file(file, place + "/" + folder.relativize(file));
            }
        }
    }

    /** A folder that anyone may write to. */
    void writable(Path empty, String place) {
        entries.addEntry(empty, AbsoluteUnixPath.get(place), ANYONE, Instant.EPOCH);
    }

    /** How large its files are together. */
    long bytes() {
        return bytes;
    }

    /** Whether nothing is in it. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    FileEntriesLayer built() {
        return entries.build();
    }
}
