package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The folder that a run writes to: made before it begins, and taken away again if nothing came of it. */
final class OutputFolder {

    private final Path path;
    private final List<Path> made = new ArrayList<>();

    private OutputFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder and what is missing above it.
     *
     * @throws FlatlineException if it cannot be written to
     */
    static OutputFolder prepare(Path path) {
        OutputFolder folder = new OutputFolder(path);
        try {
            folder.make(path.toAbsolutePath());
            Files.delete(Files.createTempFile(path, ".flatline", ".probe"));
            return folder;
        } catch (IOException refused) {
            folder.discardIfEmpty();
            throw unwritable(path, refused);
        }
    }

    /**
     * Makes a folder of this name, or of the first of {@code name-2}, {@code name-3}, … that is free, also when another
     * process takes names at the same time.
     *
     * @throws FlatlineException if it cannot be written to
     */
    static OutputFolder prepareFresh(Path path) {
        OutputFolder folder = new OutputFolder(path);
        try {
            for (int n = 2; !folder.claim(); n++) {
                folder = new OutputFolder(path.resolveSibling(path.getFileName() + "-" + n));
            }
            return folder;
        } catch (IOException refused) {
            folder.discardIfEmpty();
            throw unwritable(path, refused);
        }
    }

    Path path() {
        return path;
    }

    /** Removes what {@link #prepare} made, as far as it is empty. */
    void discardIfEmpty() {
        try {
            for (int i = made.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(made.get(i));
            }
        } catch (IOException notEmpty) {
            made.clear();
        }
    }

    private void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            make(parent);
        }
        try {
            Files.createDirectory(folder);
            made.add(folder);
        } catch (FileAlreadyExistsException taken) {
            if (!Files.isDirectory(folder)) {
                throw taken;
            }
        }
    }

    /** Makes the folder unless there is one: only one process gets it. */
    private boolean claim() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            make(parent);
        }
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
        made.add(path);
        return true;
    }

    private static FlatlineException unwritable(Path path, IOException refused) {
        return new FlatlineException(
                ExitStatus.USAGE,
                "--out: cannot write to " + path + " (" + reason(refused)
                        + "); accepted: a folder that you may write to",
                refused);
    }

    private static String reason(IOException refused) {
        String name = refused.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
