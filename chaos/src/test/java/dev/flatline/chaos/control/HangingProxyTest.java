package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A proxy that hangs is nobody else's trouble. */
@Tag("real-socket")
final class HangingProxyTest {

    private static final String LATENCY = "{\"type\":\"latency\",\"attributes\":{\"latency\":1}}";

    private static String proxy(String name) {
        return "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}";
    }

    @Test
    void hundredsOfChangesGoOnBesideOneThatNeverSwitches() throws Exception {
        int threads = 8;
        int changes = 50;
        ExecutorService clients = Executors.newFixedThreadPool(3 * threads);
        HubOptions options = new HubOptions(Compat.OURS, Duration.ofSeconds(2), 1_000, 200, 2 * threads);
        try (ApiRig rig = new ApiRig(options)) {
            rig.ask("POST", "/proxies", proxy("hang"));
            List<Future<Integer>> hanging = new ArrayList<>();
            for (int i = 0; i < 2 * threads; i++) {
                String toxic = "{\"type\":\"latency\",\"name\":\"t" + i + "\"}";
                hanging.add(clients.submit(
                        () -> rig.ask("POST", "/proxies/hang/toxics", toxic).status()));
            }
            List<Future<Integer>> live = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = "p" + i;
                assertEquals(201, rig.ask("POST", "/proxies", proxy(name)).status());
                live.add(clients.submit(changing(rig, name, changes)));
            }

            for (Future<Integer> done : live) {
                assertEquals(changes, done.get(60, TimeUnit.SECONDS));
            }
            for (Future<Integer> done : hanging) {
                assertEquals(503, done.get(60, TimeUnit.SECONDS));
            }

            assertEquals(2 * threads, rig.hub.proxy("hang").toxics().size());
            assertEquals(List.of(), rig.failures);
            assertEquals(0, rig.api.refusedRequests());
        } finally {
            clients.shutdownNow();
        }
    }

    private static Callable<Integer> changing(ApiRig rig, String name, int changes) {
        return () -> {
            int done = 0;
            for (int i = 0; i < changes; i++) {
                int status = i % 2 == 0
                        ? rig.ask("POST", "/proxies/" + name + "/toxics", LATENCY)
                                .status()
                        : rig.ask("DELETE", "/proxies/" + name + "/toxics/latency_downstream", "")
                                .status();
                assertEquals(i % 2 == 0 ? 200 : 204, status);
                assertEquals(200, RawHttp.get(rig.api.port(), "/proxies").status());
                assertEquals(200, RawHttp.get(rig.api.port(), "/proxies/hang").status());
                done++;
            }
            return done;
        };
    }

    @Test
    void aProxyThatIsSlowToStartHoldsUpNobody() throws Exception {
        ExecutorService client = Executors.newFixedThreadPool(2);
        try (ApiRig rig = new ApiRig(HubOptions.defaults())) {
            Future<Integer> slow = client.submit(
                    () -> rig.ask("POST", "/proxies", proxy("slow")).status());
            rig.path.awaitStarting();

            int other = rig.ask("POST", "/proxies", proxy("other")).status();
            int unseen = RawHttp.get(rig.api.port(), "/proxies/slow").status();
            int reset = rig.ask("POST", "/reset", "").status();
            boolean stillStarting = !slow.isDone();
            Future<Integer> second = client.submit(
                    () -> rig.ask("POST", "/proxies", proxy("slow")).status());
            rig.path.letStart();

            assertTrue(stillStarting);
            assertEquals(201, other);
            assertEquals(404, unseen);
            assertEquals(204, reset);
            assertEquals(201, slow.get(10, TimeUnit.SECONDS));
            assertEquals(409, second.get(10, TimeUnit.SECONDS));
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void changesOfOneProxyWaitABoundedTimeInABoundedNumber() throws Exception {
        HubOptions options = new HubOptions(Compat.OURS, Duration.ofMillis(300), 10, 10, 2);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try (ApiRig rig = new ApiRig(options)) {
            rig.ask("POST", "/proxies", "{\"name\":\"slow\",\"upstream\":\"x:1\",\"enabled\":false}");
            Future<Integer> start = clients.submit(
                    () -> rig.ask("POST", "/proxies/slow", "{\"enabled\":true}").status());
            rig.path.awaitStarting();

            List<Future<RawHttp.Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                waiting.add(clients.submit(() -> rig.ask("POST", "/proxies/slow/toxics", LATENCY)));
            }
            List<String> refusals = new ArrayList<>();
            for (Future<RawHttp.Answer> answer : waiting) {
                assertEquals(503, answer.get(10, TimeUnit.SECONDS).status());
                refusals.add(answer.get().body());
            }
            rig.path.letStart();

            assertEquals(200, start.get(10, TimeUnit.SECONDS));
            assertEquals(
                    2,
                    refusals.stream()
                            .filter(body -> body.contains("took more than"))
                            .count());
            assertEquals(
                    4,
                    refusals.stream()
                            .filter(body -> body.contains("wait already"))
                            .count());
        } finally {
            clients.shutdownNow();
        }
    }
}
