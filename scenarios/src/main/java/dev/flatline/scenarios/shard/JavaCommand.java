package dev.flatline.scenarios.shard;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a process like this one: the same Java, flags and class path, another main class. */
final class JavaCommand {

    private JavaCommand() {}

    static List<String> of(String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(mainClass);
        return command;
    }

    /**
     * The flags of a child: those of this process, without what only one process can have, and, where they do not say otherwise,
     * the compiler, the collector and the small young generation that suit a process which lives for one run and holds many
     * small things: with more room, garbage would take more memory than the connections.
     */
    static List<String> flags(List<String> own) {
        List<String> flags = new ArrayList<>(own);
        flags.removeIf(flag -> flag.startsWith("-agentlib:jdwp")
                || flag.startsWith("-javaagent")
                || flag.startsWith("-Xms")
                || flag.startsWith("-XX:StartFlightRecording"));
        flags.add("-Xms16m");
        if (flags.stream().noneMatch(flag -> flag.startsWith("-Xmn"))) {
            flags.add("-Xmn8m");
        }
        if (flags.stream().noneMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))) {
            flags.add("-XX:+UseSerialGC");
        }
        if (flags.stream().noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"))) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }
}
