package dev.flatline.report.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file in one step: whoever looks, even after a kill, finds the old one or the new one and never a part. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes the text in UTF-8, through a neighbour and a rename.
     *
     * @throws ResultFolderException with one line that names the file, if it cannot be written
     */
    public static void write(Path file, String text) throws ResultFolderException {
        Path neighbour = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(neighbour, text);
            Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ResultFolderException("cannot write " + file + ": " + ResultFolderException.reason(e), e);
        }
    }
}
