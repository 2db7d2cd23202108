package dev.flatline.benchmarks.rig;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a process that is measured does: it prints its port, then answers each line of its input with a number. */
public final class Questions {

    private static final int COLLECTIONS = 3;

    private Questions() {}

    /** Answers what only the process itself can know. */
    @FunctionalInterface
    public interface Own {
        /** The answer; an unknown question is an {@link IllegalArgumentException}. */
        long answer(String question) throws IOException;
    }

    /** Prints the port and answers until the input ends: its processor time, the milliseconds that it compiled for, its memory, and what is its own. */
    public static void answer(int port, Own own) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println(port);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String question = in.readLine(); question != null; question = in.readLine()) {
            out.println(
                    switch (question) {
                        case "cpu" ->
                            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                    .getProcessCpuTime();
                        case "compiling" ->
                            ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
                        case "heap" -> liveHeapBytes();
                        case "resident" -> ProcFiles.residentBytes(Path.of("/proc/self"));
                        default -> own.answer(question);
                    });
        }
    }

    private static long liveHeapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
