package dev.flatline.report.testing;

import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.report.files.HealthTable;
import dev.flatline.report.files.ServerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run with three servers of its own: one is frozen, one loses its network, one is killed for want of memory. */
public final class SampleServers {

    private static final ReplicaAction PAUSE = new ReplicaAction.Pause();
    private static final ReplicaAction CUT = new ReplicaAction.Disconnect(Optional.empty());
    private static final ReplicaAction OOM = new ReplicaAction.OutOfMemory();

    private SampleServers() {}

    /** The run, with its faults, samples and the files of its servers. */
    public static SampleRun run() {
        SampleRun run = new SampleRun().foreign();
        run.scenario = "three-replicas";
        run.target = "3 containers of web:1.2";
        run.faults = List.of(fault(0, PAUSE, 15, 700, 2), fault(1, CUT, 35, 650, 1), fault(2, OOM, 55, 0, 3));
        for (int replica = 1; replica <= 3; replica++) {
            run.metrics.put("replica." + replica + ".memory", new Metric.Gauge(180L << 20, 120L << 20));
            run.metrics.put("replica." + replica + ".restarts", new Metric.Gauge(replica / 3, replica / 3));
            run.metrics.put("replica." + replica + ".oom", new Metric.Gauge(replica / 3, replica / 3));
        }
        run.health = samples();
        run.servers = new ServerTable(
                List.of(
                        server(1, "listening on 8080"),
                        server(2, "listening on 8080"),
                        server(3, "</script><b>no memory")),
                List.of(
                        new ServerTable.End(55.4, 3, 137, true, "oom"),
                        new ServerTable.End(70.1, 1, 3, false, "itself")));
        return run;
    }

    private static ServerTable.Server server(int number, String said) {
        return new ServerTable.Server(
                number,
                "flatline-web-" + number,
                "web:1.2",
                "172.18.0." + (number + 1) + ":8080",
                List.of("starting", said));
    }

    private static FaultOutcome fault(int index, ReplicaAction action, double at, int died, int replica) {
        FaultSign sign = action.sign();
        return new FaultOutcome(
                index,
                action.label(),
                1 / 3.0,
                at,
                at + 10,
                700,
                700,
                died,
                0,
                700,
                1_200,
                2_400,
                3_100,
                Map.of("detect.client", new Metric.Distribution(died, 0, 3_000, 3_000, 3_900, 4_000, 4_010, 4_010)),
                List.of(),
                new FaultOutcome.Nature(sign, action.effect(), List.of(replica)));
    }

    private static HealthTable samples() {
        List<String> names = new ArrayList<>();
        for (int replica = 1; replica <= 3; replica++) {
            for (String level : List.of("cpu", "memory", "restarts", "oom")) {
                names.add("replica." + replica + "." + level);
            }
        }
        List<HealthTable.Row> rows = new ArrayList<>();
        for (int s = 0; s < 75; s++) {
            List<Double> values = new ArrayList<>();
            for (int replica = 1; replica <= 3; replica++) {
                boolean frozen = replica == 2 && s >= 15 && s < 25;
                boolean gone = replica == 3 && s >= 55 && s < 65;
                values.add(frozen || gone ? 0.0 : 0.2 + 0.05 * replica + s % 5 * 0.02);
                values.add(gone ? 0.0 : (100.0 + 20 * replica + s % 7) * (1 << 20));
                values.add(replica == 3 && s >= 65 ? 1.0 : 0.0);
                values.add(replica == 3 && s >= 55 ? 1.0 : 0.0);
            }
            rows.add(new HealthTable.Row(s, values));
        }
        return new HealthTable(names, rows);
    }
}
