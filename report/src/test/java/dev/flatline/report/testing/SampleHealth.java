package dev.flatline.report.testing;

import dev.flatline.report.files.HealthTable;
import java.util.ArrayList;
import java.util.List;

/** The samples of {@link SampleRun}'s machine. */
final class SampleHealth {

    private static final List<String> NAMES = List.of(
            "tcp.server.established",
            "tcp.server.time_wait",
            "tcp.server.close_wait",
            "tcp.server.fin_wait2",
            "tcp.server.syn_recv",
            "tcp.server.closing",
            "tcp.client.established",
            "tcp.client.time_wait",
            "generator.lag",
            "generator.gc",
            "server.lag",
            "generator.cpu",
            "generator.cpu.machine",
            "generator.heap",
            "server.heap");

    private SampleHealth() {}

    static HealthTable storm() {
        List<HealthTable.Row> rows = new ArrayList<>();
        for (int s = 0; s < 75; s++) {
            double open = SampleSeconds.at(s).open();
            double waiting = s < 47 ? 0 : Math.max(0, 2_000 - (s - 47) * 40);
            boolean storm = s >= 45 && s < 50;
            rows.add(new HealthTable.Row(
                    s,
                    List.of(
                            open,
                            waiting,
                            s >= 20 && s < 23 ? 40.0 : 0.0,
                            storm ? 300.0 : 0.0,
                            storm ? 128.0 : 0.0,
                            0.0,
                            open,
                            waiting / 2,
                            storm ? 80.0 + s : 1 + s % 7 * 0.4,
                            s % 9 == 0 ? 6.5 : Double.NaN,
                            storm ? 140.0 : 0.8,
                            storm ? 71.0 : 22.0 + s % 5,
                            storm ? 88.0 : 31.0 + s % 5,
                            120e6 + s % 12 * 9e6,
                            80e6 + s % 10 * 5e6)));
        }
        return new HealthTable(NAMES, rows);
    }
}
