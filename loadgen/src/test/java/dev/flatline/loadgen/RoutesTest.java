package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.SourcePool;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesTest {

    private static final int FAST_PER_ADDRESS = 8_000;

    /** Two URLs of one server, or of two, get what they get by chance: no source has more than 8,000 to one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:9/b", "ws://127.0.0.1:10/"})
    void noSourceHasMoreConnectionsToOneServerThanAreFast(String second) throws UnknownHostException {
        int clients = 16_000;
        LoadPlan plan = LoadPlan.of(
                clients, new ConstantRate(1), ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 1));
        ClientGroup group = plan.groups().get(0);
        Destinations destinations = new Destinations(
                List.of(Destination.to(Target.parse("ws://127.0.0.1:9/a")), Destination.to(Target.parse(second))),
                TrustOptions.SYSTEM,
                SourcePool.AUTO);
        Map<String, Integer> counts = new HashMap<>();

        Routes routes = new Routes(plan, destinations, new Seeds(42));
        for (int client = 0; client < clients; client++) {
            Route route = routes.of(client, group);
            InetSocketAddress source = route.sources().of(client);
            counts.merge(source + " to " + route.remote(), 1, Integer::sum);
        }

        assertTrue(counts.values().stream().allMatch(count -> count <= FAST_PER_ADDRESS), counts::toString);
    }
}
