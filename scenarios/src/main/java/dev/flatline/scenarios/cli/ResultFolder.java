package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The folder that a run writes to: made before it begins, and taken away again if nothing came of it. */
final class ResultFolder {

    private final Path path;
    private final List<Path> made = new ArrayList<>();

    private ResultFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder and what is missing above it.
     *
     * @throws FlatlineException if it cannot be written to
     */
    static ResultFolder prepare(Path path) {
        ResultFolder folder = new ResultFolder(path);
        try {
            folder.make(path.toAbsolutePath());
            Files.delete(Files.createTempFile(path, ".flatline", ".probe"));
            return folder;
        } catch (IOException refused) {
            folder.discardIfEmpty();
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--out: cannot write to " + path + " (" + reason(refused)
                            + "); accepted: a folder that you may write to",
                    refused);
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
        Files.createDirectory(folder);
        made.add(folder);
    }

    private static String reason(IOException refused) {
        String name = refused.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
