package dev.flatline.chaos.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.junit.example.ChatClient;
import dev.flatline.chaos.junit.example.EchoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where proxies come from, who has them, and how long: each time JUnit runs a small class of tests. */
@Tag("real-socket")
final class ChaosProxyTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");

    @Test
    void eachTestHasAProxyOfItsOwnThatIsGoneAfterIt() {
        OneEach.seen.clear();

        Launched.run(OneEach.class).assertSucceeded(3);

        assertEquals(3, OneEach.seen.size());
        for (Proxy proxy : OneEach.seen) {
            String message = String.valueOf(
                    assertThrows(IllegalStateException.class, proxy::address).getMessage());
            assertEquals("proxy 'proxy' of @ChaosProxy on OneEach is closed: its test is over", message);
        }
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class OneEach {
        static final Set<Proxy> seen = ConcurrentHashMap.newKeySet();

        private final Proxy own;

        OneEach(Proxy proxy) {
            own = proxy;
        }

        @RepeatedTest(3)
        void clean(Proxy proxy) {
            assertEquals(List.of(), proxy.toxics());
            assertEquals(own.port(), proxy.port());
            proxy.halfOpen();
            proxy.down();
            seen.add(proxy);
        }
    }

    @Test
    void testsOfASharedProxyHaveItsPortAndFindItClean() {
        Shared.ports.clear();

        Launched.run(Shared.class).assertSucceeded(3);

        assertEquals(1, Shared.ports.size());
    }

    @ChaosProxy(upstream = "127.0.0.1:${server.port}", lifecycle = Lifecycle.PER_CLASS)
    static final class Shared {
        static final Set<Integer> ports = new TreeSet<>();

        @InjectProxy
        static @Nullable Proxy ofTheClass;

        private final EchoServer server = new EchoServer();

        Shared() throws IOException {}

        @BeforeAll
        static void isTheSame(Proxy proxy) {
            assertSame(ofTheClass, proxy);
        }

        @RepeatedTest(3)
        void findsItClean(Proxy proxy) throws Exception {
            assertEquals(List.of(), proxy.toxics());
            assertEquals(List.of(), proxy.ledger().injections());
            assertEquals(List.of(), proxy.connections());
            assertEquals("127.0.0.1:" + server.port(), proxy.upstream());
            ports.add(proxy.port());
            proxy.latency(Duration.ofMillis(1));
            ChatClient client = new ChatClient(proxy.uri("ws", "/"));
            client.say("hello");
            assertEquals("hello", client.hear());
            proxy.halfOpen();
            proxy.down();
        }

        @AfterEach
        void stop() {
            server.close();
        }
    }

    @Test
    void severalProxiesAreToldApartByName() {
        Launched.run(Several.class).assertSucceeded(1);
    }

    @ChaosProxy(name = "left", upstream = "127.0.0.1:1")
    @ChaosProxy(name = "right", upstream = "127.0.0.1:2")
    static final class Several {

        @InjectProxy("left")
        private @Nullable Proxy left;

        @Test
        @ChaosProxy(name = "middle", upstream = "127.0.0.1:3")
        void each(@InjectProxy("right") Proxy right, @InjectProxy("middle") Proxy middle) {
            Proxy injected = Objects.requireNonNull(left);

            assertEquals("127.0.0.1:1", injected.upstream());
            assertEquals("127.0.0.1:2", right.upstream());
            assertEquals("127.0.0.1:3", middle.upstream());
            assertEquals(3, new HashSet<>(List.of(injected.port(), right.port(), middle.port())).size());
        }
    }

    @Test
    void nestedTestsHaveTheProxiesAroundThemAndTheirOwn() {
        Launched.run(Outside.class).assertSucceeded(2);
    }

    @ChaosProxy(name = "outer", upstream = "${address}")
    static final class Outside {

        private final String address = "localhost:4";

        @Test
        void alone(Proxy proxy) {
            assertEquals("outer", proxy.name());
            assertEquals(address, proxy.upstream());
        }

        @Nested
        @ChaosProxy(name = "inner", upstream = "${inside}", lifecycle = Lifecycle.PER_CLASS)
        final class Inside {

            @InjectProxy("inner")
            private @Nullable Proxy inner;

            @Test
            void both(@InjectProxy("outer") Proxy outer) {
                assertEquals("127.0.0.1:5", Objects.requireNonNull(inner).upstream());
                assertEquals(address, outer.upstream());
            }

            int inside() {
                return 5;
            }
        }
    }

    @Test
    void theUpstreamIsLookedUpWhenBeforeEachIsOver() {
        Launched.run(Late.class, Map.of("late.host", "localhost")).assertSucceeded(1);
    }

    @ChaosProxy(upstream = "${late.host}:${listener.localPort}")
    static final class Late {

        private @Nullable ServerSocket listener;

        @BeforeEach
        void listen() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }

        @Test
        void meetsIt(Proxy proxy) throws IOException {
            try (ServerSocket socket = Objects.requireNonNull(listener)) {
                assertEquals("localhost:" + socket.getLocalPort(), proxy.upstream());
            }
        }
    }

    @Test
    void aFieldDeclaresAProxyToo() {
        Fields.ports.clear();

        Launched.run(Fields.class).assertSucceeded(3);

        assertEquals(1, new HashSet<>(Fields.ports).size());
        assertEquals(3, Fields.ports.size());
    }

    static final class Fields {

        static final List<Integer> ports = new ArrayList<>();

        @RegisterExtension
        static final ChaosProxyExtension shared =
                ChaosProxyExtension.to(() -> 6).named("shared").seed(7);

        @RegisterExtension
        final ChaosProxyExtension own = ChaosProxyExtension.to("localhost:8");

        @RepeatedTest(2)
        void have() {
            assertEquals("127.0.0.1:6", shared.proxy().upstream());
            assertEquals("localhost:8", own.proxy().upstream());
            assertNotEquals(own.proxy().port(), shared.proxy().port());
            assertEquals(List.of(), shared.proxy().toxics());
            shared.proxy().freeze();
            ports.add(shared.proxy().port());
        }

        @Nested
        final class Deeper {
            @Test
            void haveTheSame() {
                ports.add(shared.proxy().port());
            }
        }
    }

    @Test
    void parallelTestsOfASharedProxyTakeTurns() {
        Turns.most.set(0);

        Launched.run(Turns.class, PARALLEL).assertSucceeded(20);

        assertEquals(1, Turns.most.get());
    }

    @ChaosProxy(upstream = "127.0.0.1:1", lifecycle = Lifecycle.PER_CLASS)
    static final class Turns {
        static final AtomicInteger inside = new AtomicInteger();
        static final AtomicInteger most = new AtomicInteger();

        @RepeatedTest(20)
        void alone(Proxy proxy) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            assertEquals(List.of(), proxy.toxics());
            proxy.latency(Duration.ofMillis(1));
            inside.decrementAndGet();
        }
    }

    @Test
    void parallelTestsWithProxiesOfTheirOwnDoNotMeet() {
        Launched.run(Together.class, PARALLEL).assertSucceeded(2);
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class Together {
        static final CyclicBarrier both = new CyclicBarrier(2);

        @RepeatedTest(2)
        void each(Proxy proxy) throws Exception {
            ToxicHandle toxic = proxy.toxic("latency").named("the same").add();
            both.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(List.of("the same"), proxy.toxics());
            toxic.remove();
            both.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(2, proxy.ledger().injections().size());
        }
    }
}
