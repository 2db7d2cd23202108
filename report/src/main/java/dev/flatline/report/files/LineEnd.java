package dev.flatline.report.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the last line of a file has its line break, without reading the rest: such files may be large. */
final class LineEnd {

    private LineEnd() {}

    /** True also for a file that is empty or missing. */
    static boolean isWhole(Path file) throws ResultFolderException {
        if (!Files.isRegularFile(file)) {
            return true;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long length = bytes.length();
            if (length == 0) {
                return true;
            }
            bytes.seek(length - 1);
            return bytes.read() == '\n';
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }
}
