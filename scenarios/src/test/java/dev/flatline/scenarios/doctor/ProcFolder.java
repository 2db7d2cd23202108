package dev.flatline.scenarios.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pretended {@code /proc} and {@code /sys/fs/cgroup} in a folder. */
final class ProcFolder {

    private final Path folder;

    ProcFolder(Path folder) {
        this.folder = folder;
    }

    /** The limits of one process. */
    ProcFolder files(long soft, long hard, int used) throws IOException {
        write("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max open files            %d                %d               files
                """.formatted(soft, hard));
        for (int index = 0; index < used; index++) {
            write("proc/self/fd/" + index, "");
        }
        return this;
    }

    /** A file of the kernel's settings, such as {@code net/core/somaxconn}. */
    ProcFolder sys(String key, String value) throws IOException {
        return write("proc/sys/" + key, value + "\n");
    }

    /** Sockets in use, in TIME_WAIT, and pages of their buffers. */
    ProcFolder sockets(int used, int timeWait, int pages) throws IOException {
        return write("proc/net/sockstat", """
                sockets: used 300
                TCP: inuse %d orphan 1 tw %d alloc 40 mem %d
                UDP: inuse 2 mem 1
                """.formatted(used, timeWait, pages));
    }

    /** Free memory. */
    ProcFolder memory(long mebibytes) throws IOException {
        return write("proc/meminfo", "MemTotal:  99000000 kB\nMemAvailable:  " + (mebibytes << 10) + " kB\n");
    }

    /** Who this process is. */
    ProcFolder user(int id) throws IOException {
        return write("proc/self/status", "Name:\tjava\nUid:\t" + id + "\t" + id + "\t" + id + "\t" + id + "\n");
    }

    /** The lines that say which control groups this process is in. */
    ProcFolder groups(String lines) throws IOException {
        return write("proc/self/cgroup", lines);
    }

    /** A file of a control group, such as {@code app/web/memory.max}. */
    ProcFolder group(String path, String value) throws IOException {
        return write("cgroup/" + path, value + "\n");
    }

    /** Reads it all. */
    Machine read(int cores, long heapMebibytes) {
        return ProcFiles.read(folder.resolve("proc"), folder.resolve("cgroup"), cores, heapMebibytes << 20);
    }

    private ProcFolder write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }
}
