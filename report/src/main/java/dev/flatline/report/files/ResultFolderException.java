package dev.flatline.report.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A result folder that cannot be written or read. The message is one line for the user: what was found, what is expected. */
public final class ResultFolderException extends IOException {

    private static final long serialVersionUID = 1;

    /** What was found and what is expected, in one line. */
    public ResultFolderException(String message) {
        super(message);
    }

    /** The same, and what was thrown. */
    public ResultFolderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A file that cannot be read: as it is if it is one of these, or says which file it is about. */
    static ResultFolderException reading(Path file, IOException e) {
        if (e instanceof ResultFolderException known) {
            return known;
        }
        String message = String.valueOf(e.getMessage());
        boolean named = message.startsWith(file.toString()) && !(e instanceof FileSystemException);
        return new ResultFolderException(named ? message : "cannot read " + file + ": " + reason(e), e);
    }

    /** What the operating system said, without the path that the message names already. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
