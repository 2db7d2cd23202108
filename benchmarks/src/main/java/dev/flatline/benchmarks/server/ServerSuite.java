package dev.flatline.benchmarks.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.flatline.benchmarks.Extent;
import dev.flatline.benchmarks.Machine;
import dev.flatline.benchmarks.Suite;
import dev.flatline.benchmarks.rig.FigureJson;
import dev.flatline.benchmarks.rig.FigureTable;
import dev.flatline.benchmarks.rig.Noise;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server on real sockets against Netty's stock stack: memory, upgrades, echoes and timers. Needs Linux. */
public final class ServerSuite implements Suite {

    /** Descriptors that a process needs for itself. */
    private static final int SPARE_DESCRIPTORS = 500;

    private static final int LEAST_CONNECTIONS = 1_000;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public String description() {
        return "the server on sockets beside Netty's stock stack: memory, upgrades, echoes, timers";
    }

    @Override
    public void run(Extent extent, Path folder, PrintStream out) throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new IOException("the server is measured with what Linux tells in /proc, which is not here");
        }
        Rig rig = new Rig(extent, folder, out, "server.log");
        Servers servers = new Servers(rig);
        Noise noise = Noise.begin();
        List<Section> sections = new ArrayList<>();
        sections.add(new IdleMeasure(servers, maxConnections(rig)).run());
        sections.add(new UpgradeMeasure(servers).run());
        sections.add(new EchoMeasure(servers).run());
        sections.add(new TimerMeasure(servers).run());

        String conditions = Machine.describe(extent) + "; " + noise.verdict();
        String table = new FigureTable(sections).render();
        Files.writeString(folder.resolve("table.md"), conditions + "\n\n" + table);
        Files.writeString(folder.resolve("server.json"), new FigureJson(conditions, sections).render());
        out.println("\n" + conditions + "\n\n" + table + "\n" + folder + ": server.json, table.md, server.log");
    }

    /** A server's connections are descriptors of one process, and its clients' are of another. */
    private static int maxConnections(Rig rig) throws IOException {
        long descriptors = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        long most = descriptors - SPARE_DESCRIPTORS;
        if (most < LEAST_CONNECTIONS) {
            throw new IOException(
                    "a process may open " + descriptors + " files here, which is too few; raise it with ulimit -n");
        }
        if (most < IdleMeasure.USUAL_CONNECTIONS) {
            rig.say("only " + most + " idle connections: a process may open " + descriptors
                    + " files here (ulimit -n)");
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }
}
