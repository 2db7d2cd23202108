package dev.flatline.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The process that is measured: it starts a subject, prints its port, and answers each line of its input with a number
 * until the input ends. {@code server.js} speaks the same lines.
 */
public final class ServerChild {

    private static final int COLLECTIONS = 3;

    private final Subject subject;

    private ServerChild(Subject subject) {
        this.subject = subject;
    }

    /** Runs the subject that the first argument names; the second is its ping interval in milliseconds, 0 for none. */
    public static void main(String[] args) throws IOException {
        new ServerChild(subject(args[0], TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1])))).serve();
        System.exit(0);
    }

    static Subject subject(String name, long pingNanos) {
        return switch (name) {
            case "flatline" -> new FlatlineSubject(pingNanos);
            case "stock" -> new StockSubject(pingNanos);
            case "flatline-timers" -> new FlatlineTimers(pingNanos);
            case "stock-timers" -> new StockTimers(pingNanos);
            default -> throw new IllegalArgumentException("no subject is called " + name);
        };
    }

    private void serve() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println(subject.start());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String question = in.readLine(); question != null; question = in.readLine()) {
            out.println(answer(question));
        }
    }

    private long answer(String question) throws IOException {
        return switch (question) {
            case "cpu" ->
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
            case "loop-cpu" -> subject.loopCpuNanos();
            case "fired" -> subject.fired();
            case "open" -> subject.open();
            case "heap" -> liveHeapBytes();
            case "resident" -> residentBytes();
            default -> throw new IllegalArgumentException("no question is called " + question);
        };
    }

    private static long liveHeapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not tell what is resident"));
    }
}
