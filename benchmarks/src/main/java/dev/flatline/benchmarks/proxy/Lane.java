package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.ProcFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One way from clients to the echo server: through a process that is measured, or straight. */
final class Lane implements AutoCloseable {

    private static final double NANOS_PER_MICRO = 1_000;

    final LoadClient load;
    private final long pid;
    private final @Nullable AutoCloseable process;

    private Lane(int port, long pid, @Nullable AutoCloseable process) {
        this.load = new LoadClient(port);
        this.pid = pid;
        this.process = process;
    }

    static Lane direct(int port) {
        return new Lane(port, 0, null);
    }

    static Lane through(Child proxy) {
        return new Lane(proxy.port(), proxy.pid(), proxy);
    }

    static Lane through(HaProxy proxy) {
        return new Lane(proxy.port(), proxy.pid(), proxy);
    }

    /** Asks our proxy. */
    long ask(String question) throws IOException {
        return ((Child) Objects.requireNonNull(process)).ask(question);
    }

    /** Waits until our proxy has seen that all its connections are gone. */
    void awaitNoneOpen() throws IOException {
        ((Child) Objects.requireNonNull(process)).awaitNoneOpen(load);
    }

    long cpuNanos() throws IOException {
        return ProcFiles.cpuNanos(ProcFiles.of(pid));
    }

    long residentBytes() throws IOException {
        return ProcFiles.residentBytes(ProcFiles.of(pid));
    }

    /** All connections send, and send again when their echo comes: the proxy's processor time for each echo. */
    double microsPerEcho(Duration settle, Duration duration) throws IOException {
        load.startEchoing(1);
        load.pause(settle);
        long echoes = load.echoes();
        long cpu = cpuNanos();
        load.pause(duration);
        echoes = load.echoes() - echoes;
        cpu = cpuNanos() - cpu;
        load.stopEchoing();
        return cpu / NANOS_PER_MICRO / echoes;
    }

    @Override
    public void close() {
        load.close();
        if (process instanceof Child child) {
            child.close();
        } else if (process instanceof HaProxy haProxy) {
            haProxy.close();
        }
    }
}
