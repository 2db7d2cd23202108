package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any stack of toxics that delay, put on, changed and taken off at any time: every byte arrives, in order. */
final class ToxicStackTest {

    private static final List<Stream> STREAMS = List.of(Stream.UPSTREAM, Stream.DOWNSTREAM, Stream.BOTH);
    private static final long LONGEST_NANOS = 4_000_000 * Faults.MILLIS;

    private static final List<Supplier<Toxic>> DELAYING = List.of(
            () -> make("latency", "latency", 40L, "jitter", 39L),
            () -> make("latency", "latency", 7L),
            () -> make("bandwidth", "rate", 3L),
            () -> make("bandwidth"),
            () -> make("slow_close", "delay", 30L),
            () -> make("slicer", "average_size", 5L, "size_variation", 4L, "delay", 300L),
            () -> make("noop"),
            () -> make("half_open"),
            () -> make("half_open", "mode", "freeze"),
            () -> make("delay", "distribution", "pareto", "mean", 30.0, "jitter", 20.0, "correlation", 0.3),
            () -> make("delay", "distribution", "lognormal", "mean", 25.0),
            () -> make("loss", "probability", 0.3),
            () -> make("loss", "model", "gilbert_elliott", "p", 0.2, "r", 0.3),
            () -> make("radio_wakeup", "idle", 20L, "wake", 50L),
            () -> make("network", "profile", "3g"),
            () -> make("network", "profile", "lte-handover"),
            () -> make("max_lifetime", "lifetime", 31_536_000_000L),
            () -> make("limit_data", "bytes", 1_000_000_000L),
            () -> make("idle_evict", "idle", 31_536_000_000L, "control", "ignore"),
            () -> make("frame_delay", "delay", 25L, "jitter", 20L, "every", 2L),
            () -> make("frame_coalesce", "frames", 4L, "wait", 30L, "probability", 0.5),
            () -> make("frame_drop", "min", 1_000_000L));

    static List<Arguments> seeds() {
        List<Arguments> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 60; seed++) {
            seeds.add(Arguments.of(seed));
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void passesAnyStreamUnchangedAndLeavesNothingBehind(long seed) {
        RandomGenerator random = new Seeds(seed).generator("stack", 0);
        RelayRig rig = new RelayRig(seed, 0);
        Connection connection = rig.ask(1);
        connection.relay.connected();
        connection.server.sent.setLength(0);
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        List<NamedToxic> on = new ArrayList<>();

        for (int step = 0; step < 200; step++) {
            if (step % 8 == 0) {
                change(on, random);
                rig.toxics(on.toArray(NamedToxic[]::new));
            }
            String chunk = Integer.toString(step).repeat(1 + random.nextInt(30));
            if (random.nextBoolean() && connection.client.reading) {
                up.append(chunk);
                connection.fromClient(chunk);
            } else if (connection.server.reading) {
                down.append(chunk);
                connection.fromServer(chunk);
            }
            rig.time.advance(random.nextLong(10 * Faults.MILLIS));
        }
        connection.relay.finRead(Direction.UPSTREAM);
        connection.relay.finRead(Direction.DOWNSTREAM);
        assertFalse(connection.client.reset || connection.server.reset);
        on.removeIf(toxic -> toxic.toxic().type().name().matches("half_open|bandwidth"));
        rig.toxics(on.toArray(NamedToxic[]::new));
        rig.time.advance(LONGEST_NANOS);

        assertEquals(up.toString(), connection.server.sent.toString());
        assertEquals(down.toString(), connection.client.sent.toString());
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.room().takenBytes());
        rig.toxics();
    }

    private static void change(List<NamedToxic> on, RandomGenerator random) {
        int kind = random.nextInt(3);
        if (kind == 0 && !on.isEmpty()) {
            on.remove(random.nextInt(on.size()));
        } else if (kind == 1 && !on.isEmpty()) {
            int index = random.nextInt(on.size());
            on.set(index, drawn(on.get(index).name(), random));
        } else {
            on.add(drawn("toxic-" + random.nextLong(), random));
        }
    }

    private static NamedToxic drawn(String name, RandomGenerator random) {
        Toxic toxic = DELAYING.get(random.nextInt(DELAYING.size())).get();
        Stream stream = STREAMS.get(random.nextInt(STREAMS.size()));
        return new NamedToxic(name, stream, 1, Target.EVERYONE, toxic);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameSeedDrawsTheSameDelaysAndAnotherOneOthers(long seed) {
        assertEquals(arrivals(seed), arrivals(seed));
        assertFalse(arrivals(seed).equals(arrivals(seed + 100)));
    }

    private static List<Long> arrivals(long seed) {
        RelayRig rig = new RelayRig(seed, 0);
        rig.toxics(RelayRig.toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 50L, "jitter", 40L)));
        Connection connection = rig.accept();
        connection.relay.connected();
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            connection.fromServer("x");
            long waited = 0;
            while (connection.client.sent.length() <= i) {
                rig.time.advance(Faults.MILLIS / 10);
                waited++;
            }
            arrivals.add(waited);
        }
        rig.shard.close();
        return arrivals;
    }
}
