package dev.flatline.scenarios.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.scenarios.run.HealthProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplicaProbeTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeReplica server = new FakeReplica(2, line -> {});
    private final ReplicaProbe probe = new ReplicaProbe(List.of(server));

    @Test
    void processorsInUseAreWhatWasUsedSinceTheLastLook() {
        server.use = use(5 * SECOND, 0);
        look();
        server.use = use(6 * SECOND, 0);

        Map<String, Double> seen = look();

        assertEquals(0.5, seen.getOrDefault("replica.2.cpu", -1.0), 1e-9);
        assertEquals(1 << 20, seen.getOrDefault("replica.2.memory", -1.0), 0);
        assertEquals(0, seen.getOrDefault("replica.2.restarts", -1.0), 0);
        assertEquals(0, seen.getOrDefault("replica.2.oom", -1.0), 0);
    }

    @Test
    void theFirstLookAndOneAfterAServerBeganAnewSayNothingOfProcessors() {
        server.use = use(5 * SECOND, 0);
        double first = look().getOrDefault("replica.2.cpu", 0.0);
        server.use = use(SECOND, 1);

        Map<String, Double> anew = look();

        assertEquals(Double.NaN, first);
        assertEquals(Double.NaN, anew.get("replica.2.cpu"));
        assertEquals(1, anew.getOrDefault("replica.2.restarts", -1.0), 0);
    }

    @Test
    void aServerThatCannotBeSeenIsLeftOut() {
        server.fails = "use";

        assertEquals(Map.of(), look());
    }

    private Map<String, Double> look() {
        HealthProbe.Maps sheet =
                new HealthProbe.Maps(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        probe.look(sheet, 2 * SECOND);
        return sheet.gauges();
    }

    private static ReplicaUse use(long cpuNanos, int restarts) {
        return new ReplicaUse(ReplicaUse.State.RUNNING, cpuNanos, 1 << 20, restarts, 0, OptionalInt.empty());
    }
}
