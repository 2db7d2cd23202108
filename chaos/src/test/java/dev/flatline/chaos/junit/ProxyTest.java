package dev.flatline.chaos.junit;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.junit.example.ChatClient;
import dev.flatline.chaos.junit.example.EchoServer;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.plan.Cut;
import dev.flatline.chaos.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a test can do with a proxy, on real sockets. */
@Tag("real-socket")
@ChaosProxy(upstream = "${server.port}", recordDelays = true)
@SuppressWarnings("AddressSelection") // loopback has one address
final class ProxyTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final EchoServer server = start();

    private final Proxy proxy;

    ProxyTest(Proxy proxy) {
        this.proxy = proxy;
    }

    private static EchoServer start() {
        try {
            return new EchoServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void serverIsThere() {
        assertTrue(server.port() > 0);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void resetsSomeClientsOnce() throws Exception {
        ChatClient red = enter("/red");
        ChatClient blue = enter("/blue");

        int count = proxy.reset(Target.where("path", "/red"));

        assertEquals(1, count);
        assertEquals("Connection reset", red.end());
        blue.say("still here");
        assertEquals("still here", blue.hear());
        assertEquals(List.of(), proxy.toxics());
        enter("/red").say("again");
    }

    @Test
    void isDownAndUpOnTheSamePort() throws Exception {
        enter("/");
        int port = proxy.port();

        proxy.down();
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port));
        assertEquals(List.of(), proxy.connections());
        proxy.up();

        assertEquals(port, proxy.port());
        ChatClient back = enter("/");
        back.say("back");
        assertEquals("back", back.hear());
    }

    @Test
    void latencyIsInTheLedgerAsAskedForAndAchieved() throws Exception {
        ChatClient client = enter("/");
        ToxicHandle slow = proxy.latency(ofMillis(30));

        client.say("one");
        client.hear();
        slow.update("latency", ofMillis(40));
        client.say("two");
        client.hear();

        List<Injection> delays = proxy.ledger().injections("delay");
        assertEquals(
                List.of(30.0, 40.0), delays.stream().map(Injection::requested).toList());
        assertTrue(delays.stream().allMatch(delay -> delay.achieved() >= delay.requested()), delays::toString);
    }

    @Test
    void aPartitionMayReset() throws Exception {
        ChatClient red = enter("/red");

        PartitionHandle partition =
                proxy.partition(Cut.RESET, Target.where("path", "/red"), Target.where("path", "/green"));

        assertEquals("Connection reset", red.end());
        assertEquals(Set.of(1L), partition.connectionsHit());
        assertEquals(List.of("partition_0", "partition_1"), proxy.toxics());
        partition.heal();
        partition.heal();
        assertEquals(List.of(), proxy.toxics());
    }

    @Test
    void toxicsOfATypeAreNumberedUnlessNamed() {
        proxy.latency(ofMillis(1));
        proxy.latency(ofMillis(1));
        proxy.freeze();
        proxy.toxic("noop").named("mine").add();

        assertEquals(List.of("latency", "latency_2", "freeze", "mine"), proxy.toxics());
        assertEquals(
                "proxy 'proxy' of @ChaosProxy on ProxyTest: toxic already exists",
                assertThrows(
                                IllegalStateException.class,
                                () -> proxy.toxic("noop").named("mine").add())
                        .getMessage());
        proxy.removeToxics();
        assertEquals(List.of(), proxy.toxics());
    }

    @Test
    void aToxicIsOnUntilItsTimeIsOver() {
        ToxicHandle brief = proxy.toxic("half_open").ttl(ofMillis(20)).add();

        Injection ended = proxy.ledger().awaitInjection("ended", LIMIT);

        assertEquals("half_open", ended.toxic());
        assertFalse(brief.isOn());
        brief.remove();
        assertThrows(IllegalStateException.class, () -> brief.toxicity(1));
    }

    @Test
    void aLargerToxicityHitsMore() throws Exception {
        ToxicHandle some = proxy.toxic("noop").toxicity(0).add();
        enter("/");

        assertEquals(Set.of(), some.connectionsHit());
        some.toxicity(1);
        assertEquals(Set.of(1L), some.connectionsHit());
    }

    @Test
    void waitsForConnections() throws Exception {
        AssertionError none = assertThrows(AssertionError.class, () -> proxy.awaitConnections(1, ofMillis(5)));

        assertEquals(
                "proxy 'proxy' of @ChaosProxy on ProxyTest: 1 connections awaited for PT0.005S, there are 0",
                none.getMessage());
        enter("/");
        assertEquals("/", proxy.awaitConnections(1, LIMIT).get(0).path());
    }

    @Test
    void whatItDoesNotAcceptItSays() {
        ToxicBuilder latency = proxy.toxic("latency");
        ToxicBuilder slicer = proxy.toxic("slicer");

        assertRefused("toxic: 'lag', accepted is one of latency, bandwidth, ", () -> proxy.toxic("lag"));
        assertRefused("latency has no attribute delay", () -> latency.with("delay", 1));
        assertRefused("latency: PT0.0005S, accepted is a number: milliseconds", () -> {
            latency.with("latency", Duration.ofNanos(500_000));
        });
        assertRefused("delay: PT0.001S, accepted is a number: microseconds", () -> slicer.with("delay", ofMillis(1)));
        assertRefused("toxicity: 2.0, accepted is 0 to 1", () -> latency.toxicity(2));
        assertRefused("ttl: PT0S, accepted is 1 ms or more", () -> latency.ttl(Duration.ZERO));
        assertRefused("path: ", () -> latency.target("path", "no slash"));
        assertRefused("name: ' ', accepted is a text", () -> latency.named(" "));
    }

    private static void assertRefused(String message, Runnable call) {
        String found = String.valueOf(
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
        assertTrue(found.startsWith(message), found);
    }

    private ChatClient enter(String path) throws Exception {
        return new ChatClient(proxy.uri("ws", path));
    }
}
