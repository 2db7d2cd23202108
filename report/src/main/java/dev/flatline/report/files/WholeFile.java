package dev.flatline.report.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file in one step: whoever looks, even after a kill, finds the old one or the new one and never a part. */
public final class WholeFile {

    /** The most that is read, in bytes: ours are a hundredth of it at most. */
    static final long MOST_BYTES = 64L << 20;

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
            ResultFolderException failure =
                    new ResultFolderException("cannot write " + file + ": " + ResultFolderException.reason(e), e);
            try {
                Files.deleteIfExists(neighbour);
            } catch (IOException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param expected what it should be, in words
     * @throws ResultFolderException with one line that names the file, if it cannot be read or cannot be that
     */
    static String read(Path file, String expected) throws ResultFolderException {
        try {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES) {
                throw new ResultFolderException(
                        file + " has " + bytes + " bytes: expected " + expected + ", of " + MOST_BYTES + " at most");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ResultFolderException(file + " is no text: expected " + expected, e);
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }
}
