package dev.flatline.benchmarks.proxy;

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

/** The fault proxy on real sockets beside HAProxy: echoes, memory, newcomers, and how true its delays are. Needs Linux. */
public final class ProxySuite implements Suite {

    /** Descriptors that a process needs for itself. */
    private static final int SPARE_DESCRIPTORS = 200;

    private static final int DESCRIPTORS_EACH = 2;
    private static final int LEAST_CONNECTIONS = 1_000;
    private static final int USUAL_CONNECTIONS = 9_500;

    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public String description() {
        return "the fault proxy on sockets beside HAProxy: echoes, memory, newcomers, accuracy";
    }

    @Override
    public void run(Extent extent, Path folder, PrintStream out) throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new IOException("the proxy is measured with what Linux tells in /proc, which is not here");
        }
        Rig rig = new Rig(extent, folder, out, "proxy.log");
        if (HaProxy.program().isEmpty()) {
            rig.say("HAProxy is left out: haproxy is neither on the PATH nor in /usr/sbin");
        }
        int maxConnections = maxConnections(rig);
        Noise noise = Noise.begin();
        List<Section> sections = new ArrayList<>();
        try (Lanes lanes = new Lanes(rig)) {
            sections.add(new EchoMeasure(rig, lanes).run());
            sections.add(new IdleMeasure(rig, lanes, maxConnections).run());
            sections.add(new ConnectMeasure(rig, lanes).run());
            sections.add(new AccuracyMeasure(rig, lanes).run());
            sections.add(new BandwidthMeasure(rig, lanes).run());
            sections.add(new ChurnMeasure(rig, lanes).run());
        }

        String conditions = Machine.describe(extent) + "; " + noise.verdict();
        String table = new FigureTable(sections).render();
        Files.writeString(folder.resolve("table.md"), conditions + "\n\n" + table);
        Files.writeString(folder.resolve("proxy.json"), new FigureJson(conditions, sections).render());
        out.println("\n" + conditions + "\n\n" + table + "\n" + folder + ": proxy.json, table.md, proxy.log");
    }

    /** A proxied connection is two descriptors of one process. */
    private static int maxConnections(Rig rig) throws IOException {
        long descriptors = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        long most = (descriptors - SPARE_DESCRIPTORS) / DESCRIPTORS_EACH;
        if (most < LEAST_CONNECTIONS) {
            throw new IOException(
                    "a process may open " + descriptors + " files here, which is too few; raise it with ulimit -n");
        }
        if (most < USUAL_CONNECTIONS) {
            rig.say("only " + most + " connections at once: a process may open " + descriptors
                    + " files here (ulimit -n)");
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }
}
