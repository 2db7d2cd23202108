package dev.flatline.benchmarks.server;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server on real sockets against Netty's stock stack: memory, upgrades, echoes and timers. Needs Linux. */
public final class ServerSuite implements Suite {

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
        sections.add(new IdleMeasure(servers, rig.mostConnections(IdleMeasure.USUAL_CONNECTIONS)).run());
        sections.add(new UpgradeMeasure(servers).run());
        sections.add(new EchoMeasure(servers).run());
        sections.add(new TimerMeasure(servers).run());

        String conditions = Machine.describe(extent) + "; " + noise.verdict();
        String table = new FigureTable(sections).render();
        Files.writeString(folder.resolve("table.md"), conditions + "\n\n" + table);
        Files.writeString(folder.resolve("server.json"), new FigureJson(conditions, sections).render());
        out.println("\n" + conditions + "\n\n" + table + "\n" + folder + ": server.json, table.md, server.log");
    }
}
