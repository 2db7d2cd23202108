package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client that Java users have, unchanged. */
@Tag("real-socket")
final class ToxiproxyJavaTest {

    private static ToxiproxyClient client(ApiRig rig) {
        return new ToxiproxyClient("127.0.0.1", rig.api.port());
    }

    @ParameterizedTest
    @EnumSource(Compat.class)
    void makesListsChangesAndDeletesProxies(Compat compat) throws IOException {
        try (ApiRig rig = new ApiRig(HubOptions.defaults().with(compat))) {
            ToxiproxyClient client = client(rig);
            Proxy redis = client.createProxy("redis:6379", "127.0.0.1:26379", "redis.test:6379");
            client.createProxy("b", "127.0.0.1:26380", "127.0.0.1:1");
            client.createProxy("a", "127.0.0.1:26381", "127.0.0.1:1");
            redis.disable();
            redis.setListen("127.0.0.1:26390");
            redis.setUpstream("other.test:6379");

            assertEquals("{\"version\": \"2.12.0\"}", client.version().trim());
            assertEquals(
                    List.of("a", "b", "redis:6379"),
                    client.getProxies().stream().map(Proxy::getName).toList());
            Proxy read = client.getProxy("redis:6379");
            assertEquals("127.0.0.1:26390", read.getListen());
            assertEquals("other.test:6379", read.getUpstream());
            assertFalse(read.isEnabled());
            redis.enable();
            assertTrue(client.getProxy("redis:6379").isEnabled());
            redis.delete();
            assertEquals(2, client.getProxies().size());
            assertEquals(null, client.getProxyOrNull("redis:6379"));
            IOException taken =
                    assertThrows(IOException.class, () -> client.createProxy("a", "127.0.0.1:26382", "x:1"));
            assertTrue(String.valueOf(taken.getMessage()).contains("[409] proxy already exists"), taken.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Compat.class)
    void putsOnChangesAndTakesOffToxicsOfEveryType(Compat compat) throws IOException {
        try (ApiRig rig = new ApiRig(HubOptions.defaults().with(compat))) {
            ToxiproxyClient client = client(rig);
            ToxicList toxics =
                    client.createProxy("p", "127.0.0.1:26379", "127.0.0.1:1").toxics();

            Latency latency =
                    toxics.latency("la", ToxicDirection.DOWNSTREAM, 100).setJitter(7);
            toxics.bandwidth("bw", ToxicDirection.UPSTREAM, 0);
            toxics.slowClose("sc", ToxicDirection.DOWNSTREAM, 1000);
            toxics.timeout("to", ToxicDirection.DOWNSTREAM, 500);
            Slicer slicer =
                    toxics.slicer("sl", ToxicDirection.DOWNSTREAM, 64, 10).setSizeVariation(3);
            toxics.resetPeer("rp", ToxicDirection.UPSTREAM, 20);
            toxics.limitData("ld", ToxicDirection.UPSTREAM, 4096);
            latency.setLatency(250).setToxicity(0.3f);

            assertEquals(
                    List.of("bw", "rp", "ld", "la", "sc", "to", "sl"),
                    toxics.getAll().stream().map(Toxic::getName).toList());
            Latency read = toxics.get("la", Latency.class);
            assertEquals(250, read.getLatency());
            assertEquals(7, read.getJitter());
            assertEquals(0.3f, read.getToxicity());
            assertEquals(3, toxics.get("sl", Slicer.class).getSizeVariation());
            slicer.remove();
            assertEquals(6, rig.path.toxics("p").size());
            client.getProxy("p").disable();
            client.reset();
            assertEquals(List.of(), toxics.getAll());
            assertTrue(client.getProxy("p").isEnabled());
        }
    }

    @ParameterizedTest
    @EnumSource(Compat.class)
    void doesNotSeeWhatItWouldFailOn(Compat compat) throws IOException {
        try (ApiRig rig = new ApiRig(HubOptions.defaults().with(compat))) {
            ToxiproxyClient client = client(rig);
            ToxicList toxics =
                    client.createProxy("p", "127.0.0.1:26379", "127.0.0.1:1").toxics();
            rig.ask("PUT", "/v1/proxies/p/toxics/silence", "{\"type\":\"half_open\"}");

            toxics.latency("la", ToxicDirection.DOWNSTREAM, 100);

            assertEquals(
                    List.of("la"), toxics.getAll().stream().map(Toxic::getName).toList());
            assertEquals(2, rig.path.toxics("p").size());
        }
    }
}
