package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.control.ProxyPatch;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.RawHttp;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.service.ServiceRig.Pair;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stays of a proxy that is switched off and on, or moved. */
@Tag("real-socket")
final class RestartTest {

    @Test
    void connectionNumbersAndCountersGoOnWhenAProxyIsSwitchedOffAndOn() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("latency", Map.of("latency", 1L));
            rig.open().barrier();

            change(rig, false, null);
            assertEquals(8, history(rig).bytes(Direction.UPSTREAM));
            change(rig, true, null);
            rig.open().barrier();

            assertEquals(2, rig.connections().get(0).number());
            assertEquals(List.of(1L, 2L), hits(rig));
            assertEquals(2, history(rig).acceptedConnections());
            assertEquals(16, history(rig).bytes(Direction.UPSTREAM));
            assertEquals(
                    2,
                    Objects.requireNonNull(history(rig).meters().get("latency")).hits());
            Await.until("one open", () -> history(rig).openConnections() == 1);
        }
    }

    @Test
    void theyGoOnWhenItMoves() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("noop", Map.of());
            rig.open().barrier();

            change(rig, null, "127.0.0.1:0");
            rig.open().barrier();

            assertEquals(2, rig.connections().get(0).number());
            assertEquals(2, history(rig).acceptedConnections());
            assertEquals(
                    2, Objects.requireNonNull(history(rig).meters().get("noop")).hits());
        }
    }

    @Test
    void theMetricsHaveToxiproxysNamesForWhatWasReadAndHandedOn() throws IOException {
        ServiceOptions options =
                ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0));
        try (ServiceRig rig = new ServiceRig(options)) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("timeout", Stream.UPSTREAM, Map.of(), null);
            pair.client().send("lost");
            Await.until("read", () -> history(rig).bytes(Direction.UPSTREAM) == 12);

            String page = RawHttp.get(URI.create(rig.service.url()).getPort(), "/metrics")
                    .body();

            String labels = "{direction=\"upstream\",listener=\"127.0.0.1:" + rig.port()
                    + "\",proxy=\"test\",upstream=\"127.0.0.1:" + rig.upstreamPort() + "\"} ";
            assertTrue(page.contains("\ntoxiproxy_proxy_received_bytes_total" + labels + "12"), page);
            assertTrue(page.contains("\ntoxiproxy_proxy_sent_bytes_total" + labels + "8"), page);
        }
    }

    @Test
    void aToxicThatIsTakenOffWhileTheProxyIsOffBeginsAnew() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("noop", Map.of());
            rig.open().barrier();
            change(rig, false, null);
            rig.remove("noop");
            change(rig, true, null);

            rig.put("noop", Map.of());
            rig.open().barrier();

            assertEquals(
                    1, Objects.requireNonNull(history(rig).meters().get("noop")).hits());
        }
    }

    @Test
    void aProxyThatWasDeletedHasNothingToDoWithTheNextOfItsName() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.open().barrier();

            rig.service.hub().delete(ServiceRig.PROXY);
            assertEquals(Map.of(), rig.service.histories());
            rig.service
                    .hub()
                    .create(new ProxySpec(ServiceRig.PROXY, "127.0.0.1:0", "127.0.0.1:" + rig.upstreamPort(), true));
            rig.open().barrier();

            assertEquals(1, rig.connections().get(0).number());
        }
    }

    private static ProxyHistory history(ServiceRig rig) {
        return Objects.requireNonNull(rig.service.histories().get(ServiceRig.PROXY));
    }

    private static List<Long> hits(ServiceRig rig) {
        return rig.injections("hit").stream().map(Injection::connection).toList();
    }

    private static void change(ServiceRig rig, @Nullable Boolean enabled, @Nullable String listen) {
        rig.service.hub().update(ServiceRig.PROXY, new ProxyPatch(listen, null, enabled, null));
    }
}
