package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to a journal: a lock on its file, which goes with the process that holds it, however that ends. A POSIX lock also
 * goes when the process closes any other descriptor of the file, so those held by this process are remembered by their real
 * paths and such files are not opened again. Nothing is read or written through the channel of the lock: an interrupted thread
 * that did would close it, and the lock with it.
 */
final class Lease implements AutoCloseable {

    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel lock;
    private final RandomAccessFile content;
    private Path name;

    private Lease(Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.name = file;
        this.lock = lock;
        this.content = new RandomAccessFile(file.toFile(), "rw");
    }

    /**
     * Takes it, unless somebody holds it.
     *
     * @param create whether to make the file, for its owner alone, which must not exist then
     */
    static Optional<Lease> take(Path file, boolean create) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path real = (folder == null ? file : folder.toRealPath().resolve(file.getFileName())).toAbsolutePath();
        synchronized (HELD) {
            if (!HELD.add(real)) {
                return Optional.empty();
            }
        }
        Optional<Lease> lease = Optional.empty();
        try {
            lease = locked(real, create);
            return lease;
        } finally {
            if (lease.isEmpty()) {
                forget(real);
            }
        }
    }

    private static Optional<Lease> locked(Path file, boolean create) throws IOException {
        FileChannel channel = create
                ? FileChannel.open(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ),
                        StateFolder.ownerOnly(file, "rw-------"))
                : FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ);
        boolean taken = false;
        try {
            if (channel.tryLock() == null) {
                return Optional.empty();
            }
            // Only who holds the lock deletes the file, so from here on it stays, or is gone already.
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            Lease lease = new Lease(file, channel);
            taken = true;
            return Optional.of(lease);
        } catch (OverlappingFileLockException held) {
            return Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static void forget(Path file) {
        synchronized (HELD) {
            HELD.remove(file);
        }
    }

    /** The file has another name in the same folder from now on; the lock goes with it. */
    void renamed(Path to) {
        name = file.resolveSibling(to.getFileName());
        synchronized (HELD) {
            HELD.add(name);
        }
    }

    /** The file, open for reading and writing; an interrupt does not disturb it. */
    RandomAccessFile content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        try (lock;
                content) {
            return;
        } finally {
            forget(file);
            forget(name);
        }
    }
}
