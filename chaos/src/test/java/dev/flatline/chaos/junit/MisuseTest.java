package dev.flatline.chaos.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with proxies in tests, and how it is told. */
@Tag("real-socket")
@SuppressWarnings("AddressSelection") // loopback has one address
final class MisuseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Blank         | @ChaosProxy on Blank has no upstream; name the server, such as upstream = "127.0.0.1:${port}"
        Misspelt      | @ChaosProxy on Misspelt, upstream = "127.0.0.1:${prot}": no field or method prot in Misspelt, and no configuration parameter or system property prot
        NotStarted    | @ChaosProxy on NotStarted, upstream = "${server.localPort}": server is null; it is looked up when the proxy is first used in a test
        NoAddress     | @ChaosProxy on NoAddress, upstream = "${server}": upstream: java.lang.StringBuilder 'a server', accepted is host:port, a port of 127.0.0.1, an InetSocketAddress, a bound ServerSocket or a URI, with a port from 1 to 65535; it is looked up when the proxy is first used in a test
        Twice         | @ChaosProxy on Twice: there are two proxies of the name 'proxy'
        WrongField    | @InjectProxy on field WrongField.proxy: String, accepted is dev.flatline.chaos.junit.Proxy, not final
        SharedMethod  | @ChaosProxy on SharedMethod.test: lifecycle: PER_CLASS, accepted on a method is PER_METHOD
        TooSoon       | each test has a proxy 'proxy' of its own, and this is no test; share one with lifecycle = PER_CLASS
        Undeclared    | no proxy is declared here, with @ChaosProxy on test or class
        Ambiguous     | there are several proxies; name one, such as @InjectProxy("a"), of [a, b]
        Unknown       | proxy: 'c', accepted is one of [a, b]
        Outside       | proxy 'proxy' is there in tests only, with @RegisterExtension on the field of its ChaosProxyExtension
        """)
    void misuseIsToldInALine(String fixture, String message) throws ClassNotFoundException {
        Class<?> tests = Class.forName(MisuseTest.class.getName() + "$" + fixture);

        String failure = Launched.run(tests).failure();

        assertTrue(failure.contains(message), failure);
    }

    @ChaosProxy(upstream = "")
    static final class Blank {
        @Test
        void test() {}
    }

    @ChaosProxy(upstream = "127.0.0.1:${prot}")
    static final class Misspelt {
        @Test
        void test() {}
    }

    @ChaosProxy(upstream = "${server.localPort}")
    static final class NotStarted {
        static @Nullable ServerSocket server;

        @Test
        void test(Proxy proxy) {
            proxy.port();
        }
    }

    @ChaosProxy(upstream = "${server}")
    static final class NoAddress {
        static final StringBuilder server = new StringBuilder("a server");

        @Test
        void test() {}
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    @ChaosProxy(upstream = "127.0.0.1:2")
    static final class Twice {
        @Test
        void test() {}
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class WrongField {
        @InjectProxy
        @Nullable String proxy;

        @Test
        void test() {}
    }

    static final class SharedMethod {
        @Test
        @ChaosProxy(upstream = "127.0.0.1:1", lifecycle = Lifecycle.PER_CLASS)
        void test() {}
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class TooSoon {
        @BeforeAll
        static void before(Proxy proxy) {}

        @Test
        void test() {}
    }

    static final class Undeclared {
        @Test
        void test(@InjectProxy Proxy proxy) {}
    }

    @ChaosProxy(name = "a", upstream = "127.0.0.1:1")
    @ChaosProxy(name = "b", upstream = "127.0.0.1:1")
    static final class Ambiguous {
        @Test
        void test(Proxy proxy) {}
    }

    @ChaosProxy(name = "a", upstream = "127.0.0.1:1")
    @ChaosProxy(name = "b", upstream = "127.0.0.1:1")
    static final class Unknown {
        @Test
        void test(@InjectProxy("c") Proxy proxy) {}
    }

    static final class Outside {
        static final ChaosProxyExtension proxy = ChaosProxyExtension.to("127.0.0.1:1");

        @Test
        void test() {
            proxy.proxy();
        }
    }

    @Test
    void aPortInUseFailsTheTest() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Taken.port = taken.getLocalPort();

            String failure = Launched.run(Taken.class).failure();

            assertTrue(
                    failure.endsWith(
                            "does not start: listen tcp 127.0.0.1:" + Taken.port + ": bind: address already in use"),
                    failure);
        }
    }

    static final class Taken {
        static int port;

        @RegisterExtension
        final ChaosProxyExtension proxy = ChaosProxyExtension.to("127.0.0.1:1").listen("127.0.0.1:" + port);

        @Test
        void test() {}
    }

    @Test
    void aFailureOfTheProxyItselfFailsTheTest() {
        String failure = Launched.run(Broken.class).failure();

        assertEquals(
                "proxy 'proxy' of @ChaosProxy on Broken failed by itself, 1 times; the first: "
                        + "java.lang.IllegalStateException: planted",
                failure);
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class Broken {
        @Test
        void test(Proxy proxy) throws IOException {
            proxy.run()
                    .hub()
                    .toxics("proxy")
                    .add(ToxicView.of(new NamedToxic("planted", Stream.BOTH, 1, Target.EVERYONE, new Planted())))
                    .join();
            try (Socket client = new Socket("127.0.0.1", proxy.port())) {
                assertEquals(-1, readOrReset(client));
            }
        }

        private static int readOrReset(Socket client) {
            try {
                return client.getInputStream().read();
            } catch (IOException reset) {
                return -1;
            }
        }
    }

    @Test
    void aTestThatFailsShowsWhatTheProxyDid() {
        Launched launched = Launched.run(Failing.class);

        assertEquals("no good", launched.failure());
        assertEquals(1, launched.reports().size());
        String report = launched.reports().get(0);
        assertTrue(report.startsWith("chaos-proxy: proxy 'proxy' of @ChaosProxy on Failing, seed 3\n"), report);
        assertTrue(report.contains(" half_open began"), report);
    }

    @ChaosProxy(upstream = "127.0.0.1:1", seed = 3)
    static final class Failing {
        @Test
        void test(Proxy proxy) {
            proxy.halfOpen();
            fail("no good");
        }
    }

    @Test
    void aWaitThatEndsInVainShowsTheLedger() {
        String failure = Launched.run(Vain.class).failure();

        assertTrue(failure.startsWith(
                "proxy 'proxy' of @ChaosProxy on Vain: a hit of slow awaited for PT0.01S, there is"));
        assertTrue(failure.contains("+0.000 ms slow began"), failure);
    }

    @ChaosProxy(upstream = "127.0.0.1:1")
    static final class Vain {
        @Test
        void test(Proxy proxy) {
            proxy.toxic("latency").named("slow").add();
            proxy.ledger().awaitHit("slow", Duration.ofMillis(10));
        }
    }

    private static final class Planted implements Toxic {
        static final ToxicType TYPE =
                ToxicType.own("planted", "throws", Stream.BOTH).make(values -> new Planted());

        @Override
        public ToxicType type() {
            return TYPE;
        }

        @Override
        public Values values() {
            return TYPE.defaults();
        }

        @Override
        public void open(Link link) {
            throw new IllegalStateException("planted");
        }
    }
}
