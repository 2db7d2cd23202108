package dev.flatline.report.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says whether somebody is writing a folder: the writer holds a lock on {@code run.lock}, which the operating system takes
 * away when the process ends, however it ends.
 */
final class RunLock implements Closeable {

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static RunLock take(Path folder) throws IOException {
        Path file = folder.resolve(FileNames.LOCK);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new ResultFolderException("cannot write " + folder + ": another run is writing it");
        }
        return new RunLock(file, channel);
    }

    static boolean isHeld(Path folder) {
        Path file = folder.resolve(FileNames.LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // A folder that this user may only read: nothing tells a running writer from a dead one.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
