package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to a journal: a lock on its file, which goes with the process that holds it, however that ends. A POSIX lock also
 * goes when the process closes any other descriptor of the file, so those held by this process are remembered and such files
 * are not opened again.
 */
final class Lease implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private Path name;

    private Lease(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.name = file;
    }

    /** Takes it, unless somebody holds it; a missing file is made if {@code create} says so. */
    static Optional<Lease> take(Path file, boolean create) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            FileChannel channel = create
                    ? FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ)
                    : FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ);
            try {
                taken = channel.tryLock() != null;
            } catch (OverlappingFileLockException held) {
                taken = false;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? Optional.of(new Lease(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    /** The file has another name from now on; the lock goes with it. */
    void renamed(Path to) {
        HELD.add(to);
        name = to;
    }

    /** The file, open for reading and writing. */
    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
            HELD.remove(name);
        }
    }
}
