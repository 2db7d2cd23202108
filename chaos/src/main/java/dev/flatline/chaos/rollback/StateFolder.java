package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where rollback journals are kept: outside of every checkout and result folder, so that the next run finds them. */
public final class StateFolder {

    private StateFolder() {}

    /**
     * {@code $FLATLINE_STATE}, else {@code $XDG_STATE_HOME/flatline}, else {@code ~/.local/state/flatline}, after the XDG Base
     * Directory Specification 0.8. Nothing is created.
     *
     * @param environment the variables of this process
     * @param home the user's home
     */
    public static Path of(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("FLATLINE_STATE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The specification wants paths that are not absolute to be ignored.
        Path base = !state.isEmpty() && Path.of(state).isAbsolute() ? Path.of(state) : home.resolve(".local/state");
        return base.resolve("flatline").toAbsolutePath();
    }

    /** Makes it if it is missing, for its owner alone: whoever writes there decides what is done by the next run. */
    static void make(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }

    /** Permissions, where the file system knows such. */
    static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Waits until the names in it are on the disk; some systems cannot, and need not. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }
}
