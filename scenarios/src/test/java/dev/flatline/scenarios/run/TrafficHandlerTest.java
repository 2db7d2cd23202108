package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.seed.Seeds;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten clients that are pushed messages and ten in rooms of five, in every dialect, over loopback sockets. */
@Tag("real-socket")
final class TrafficHandlerTest {

    private static final long MILLI = 1_000_000;
    private static final long LIMIT_SECONDS = 30;

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    static Stream<Dialect> dialects() {
        return Dialects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void pushesAndRoomsSpeakEveryDialect(Dialect dialect) throws Exception {
        LoadPlan load = load(dialect);
        try (Loops loops = Loops.open("traffic", 1, TransportKind.AUTO, errors::add)) {
            RunRecorder recorder = new RunRecorder(
                    new MeterPlan(load, loops.timers(0).nanoTime(), Optional.of(HeartbeatRule.NONE), false),
                    line -> {},
                    line -> {},
                    0);
            TrafficHandler handler = new TrafficHandler(load, loops, recorder.events(), errors::add);
            try (FlatlineServer server =
                    new FlatlineServer(ServerOptions.defaults().with(dialect), handler, recorder.events(), loops)) {
                handler.behind(server);
                server.start();
                Target target = new Target("127.0.0.1", server.port(), dialect.path());
                try (Fleet fleet = new Fleet(load, FleetShare.WHOLE, new Seeds(1), loops, target, recorder.events())) {
                    fleet.start(loops.timers(0).nanoTime());
                    until(loops, recorder, received -> received > 500);
                }
            }
            assertEquals(List.of(), errors);
            assertEquals(new Metric.Count(0), recorder.metrics().get("message.duplicated"));
            assertEquals(new Metric.Count(0), recorder.metrics().get("message.reordered"));
        }
    }

    private static void until(Loops loops, RunRecorder recorder, LongPredicate enough) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loops.execute(0, () -> look(loops, recorder, enough, done));
        done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void look(Loops loops, RunRecorder recorder, LongPredicate enough, CompletableFuture<Void> done) {
        boolean received =
                recorder.metrics().get("message.push") instanceof Metric.Distribution push && enough.test(push.count());
        if (received) {
            done.complete(null);
        } else {
            loops.timers(0).after(20 * MILLI, () -> look(loops, recorder, enough, done));
        }
    }

    private static LoadPlan load(Dialect dialect) {
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 20_000 * MILLI)
                .withDialect(dialect);
        return new LoadPlan(List.of(
                new ClientGroup(
                        "pushed",
                        10,
                        new ConstantRate(1000),
                        client.withMessages(new MessagePlan(Kind.PUSH, 100 * MILLI, 64, 0))),
                new ClientGroup(
                        "rooms",
                        10,
                        new ConstantRate(1000),
                        client.withMessages(new MessagePlan(Kind.ROOM, 100 * MILLI, 64, 5)))));
    }
}
