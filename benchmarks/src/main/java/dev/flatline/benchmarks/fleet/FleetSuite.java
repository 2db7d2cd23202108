package dev.flatline.benchmarks.fleet;

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
import java.util.List;

/** The fleet on real sockets against Netty's stock client: memory, connects and heartbeats. Needs Linux. */
public final class FleetSuite implements Suite {

    /** How many clients start in a second. */
    static final int PER_SECOND = 3_000;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String description() {
        return "the clients on sockets beside Netty's stock client: memory, connects, heartbeats";
    }

    @Override
    public void run(Extent extent, Path folder, PrintStream out) throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new IOException("the fleet is measured with what Linux tells in /proc, which is not here");
        }
        Rig rig = new Rig(extent, folder, out, "fleet.log");
        Noise noise = Noise.begin();
        int most = rig.mostConnections(HoldMeasure.USUAL_CLIENTS);
        List<Section> sections = List.of(new HoldMeasure(rig, most).run(), new ConnectMeasure(rig).run());

        String conditions = Machine.describe(extent) + "; " + noise.verdict();
        String table = new FigureTable(sections).render();
        Files.writeString(folder.resolve("table.md"), conditions + "\n\n" + table);
        Files.writeString(folder.resolve("fleet.json"), new FigureJson(conditions, sections).render());
        out.println("\n" + conditions + "\n\n" + table + "\n" + folder + ": fleet.json, table.md, fleet.log");
    }
}
