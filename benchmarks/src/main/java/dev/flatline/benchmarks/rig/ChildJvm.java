package dev.flatline.benchmarks.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a process of this program is started: this JVM and class path, the serial collector and the flags that
 * {@code flatline} itself gives the JVM.
 *
 * @param compiler what the JVM may compile with
 * @param heapMegabytes size of the heap, fixed
 */
public record ChildJvm(Compiler compiler, int heapMegabytes) {

    /** What the JVM may compile with. */
    public enum Compiler {
        /** The first compiler only, as {@code flatline serve} runs. */
        C1,
        /** Both, as a JVM does unasked. */
        DEFAULT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    List<String> command(Class<?> main, List<String> arguments, Path gcLog) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xms" + heapMegabytes + "m");
        words.add("-Xmx" + heapMegabytes + "m");
        words.add("-XX:+UseSerialGC");
        if (compiler == Compiler.C1) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        // One buffer would load the flight recorder, 100 ms that have nothing to do with a server.
        words.add("-Dio.netty.jfr.enabled=false");
        words.addAll(flagsOf(Runtime.version().feature()));
        words.add("-Xlog:gc:file=" + gcLog + "::filecount=0");
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(main.getName());
        words.addAll(arguments);
        return words;
    }

    private static List<String> flagsOf(int version) {
        List<String> flags = new ArrayList<>();
        if (version >= 24) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (version >= 25) {
            flags.add("-XX:+UseCompactObjectHeaders");
        }
        return flags;
    }
}
