package dev.flatline.benchmarks.proxy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** HAProxy in TCP mode on one thread, in the foreground, as a process of its own. */
final class HaProxy implements AutoCloseable {

    private static final int MAX_LOOKS = 100;
    private static final int LOOK_MILLIS = 50;
    private static final long END_SECONDS = 5;

    private final Process process;
    private final int port;

    private HaProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if it is on the PATH or where Debian puts it. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param config is written there
     * @param log takes what it prints
     */
    static HaProxy start(Path program, Path config, File log, int upstreamPort) throws IOException {
        int port = freePort();
        Files.writeString(config, HaProxyConfig.text(port, upstreamPort));
        Process process = new ProcessBuilder(List.of(program.toString(), "-db", "-f", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        HaProxy started = new HaProxy(process, port);
        try {
            started.awaitListening(log);
        } catch (IOException failed) {
            started.close();
            throw failed;
        }
        return started;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    private void awaitListening(File log) throws IOException {
        for (int i = 0; i < MAX_LOOKS; i++) {
            if (waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("haproxy ended by itself, see " + log.getName());
            }
            if (listens()) {
                return;
            }
        }
        throw new IOException("haproxy does not listen, see " + log.getName());
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOK_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean waitFor(long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** It cannot tell which port it was given, so it is told one that was free a moment before. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            waitFor(END_SECONDS, TimeUnit.SECONDS);
        }
    }
}
