package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import dev.flatline.core.SuppressForbidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a rate is from what was asked for: a stream that is always ready, through a narrow proxy. */
@SuppressForbidden("measures how long bytes take")
final class BandwidthMeasure {

    private static final List<Integer> KILOBYTES_PER_SECOND = List.of(100, 1_000, 20_000);
    private static final int HEAP_MEGABYTES = 128;
    private static final int READ_LIMIT_MILLIS = 20_000;
    private static final double WARM_UP_SECONDS = 0.5;
    private static final int CHUNK = 64 * 1024;

    private final Rig rig;
    private final Lanes lanes;

    BandwidthMeasure(Rig rig, Lanes lanes) {
        this.rig = rig;
        this.lanes = lanes;
    }

    Section run() throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES);
                Source source = new Source()) {
            for (int rate : KILOBYTES_PER_SECOND) {
                Figure figure =
                        new Figure(String.format(Locale.ROOT, "off from %,d kB/s", rate), Unit.PERCENT, Aim.atMost(1));
                int port = (int) lane.ask("beside " + source.port());
                lane.ask("bandwidth " + rate);
                double measured = kilobytesPerSecond(port, rig.choose(1, 3, 10));
                figure.add(Candidate.FLATLINE, Math.abs(measured / rate - 1) * 100);
                figures.add(figure);
                rig.say(String.format(Locale.ROOT, "bandwidth: %,d kB/s asked for, %,.1f measured", rate, measured));
            }
        }
        return new Section(
                "bandwidth: a stream through a narrow proxy",
                "One connection; the first half second is not counted.",
                figures);
    }

    private static double kilobytesPerSecond(int port, int seconds) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_LIMIT_MILLIS);
            socket.setSoTimeout(READ_LIMIT_MILLIS);
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[CHUNK];
            read(in, chunk, WARM_UP_SECONDS);
            long before = System.nanoTime();
            long bytes = read(in, chunk, seconds);
            return bytes * 1e6 / (System.nanoTime() - before);
        }
    }

    private static long read(InputStream in, byte[] chunk, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long bytes = 0;
        while (System.nanoTime() - end < 0) {
            int length = in.read(chunk);
            if (length < 0) {
                throw new IOException("the stream ended");
            }
            bytes += length;
        }
        return bytes;
    }

    /** A server that says as much as anybody takes. */
    private static final class Source implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

        Source() throws IOException {
            Thread thread = new Thread(this::accept, "source");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    Thread thread = new Thread(() -> pour(socket), "source-of-one");
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException closed) {
                return;
            }
        }

        private static void pour(Socket socket) {
            byte[] chunk = new byte[CHUNK];
            try (socket;
                    OutputStream out = socket.getOutputStream()) {
                while (true) {
                    out.write(chunk);
                }
            } catch (IOException gone) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
