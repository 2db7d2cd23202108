package dev.flatline.chaos.junit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.junit.ChaosProxy;
import dev.flatline.chaos.junit.PartitionHandle;
import dev.flatline.chaos.junit.Proxy;
import dev.flatline.chaos.junit.ToxicHandle;
import dev.flatline.chaos.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What our chat client makes of a bad network. */
@Tag("real-socket")
@ChaosProxy(upstream = "127.0.0.1:${server.port}")
class ChatTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static EchoServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new EchoServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void comesBackAfterAReset(Proxy proxy) throws Exception {
        ChatClient ann = new ChatClient(proxy.uri("ws", "/chat"));
        ConnectionInfo first = proxy.awaitConnections(1, LIMIT).get(0);

        proxy.reset();

        assertEquals("Connection reset", ann.end());
        assertEquals(Set.of(first.number()), proxy.ledger().connectionsHit("reset"));
        ChatClient again = new ChatClient(proxy.uri("ws", "/chat"));
        again.say("here I am");
        assertEquals("here I am", again.hear());
    }

    @Test
    void losesNothingInAHalfOpenConnection(Proxy proxy) throws Exception {
        ChatClient ann = new ChatClient(proxy.uri("ws", "/chat"));

        ToxicHandle silence = proxy.halfOpen();
        ann.say("anybody there?");

        assertNull(ann.hear(100));
        assertEquals(1, proxy.ledger().hits("half_open").size());
        silence.remove();
        assertEquals("anybody there?", ann.hear());
        assertEquals(1, proxy.ledger().injections("ended").size());
    }

    @Test
    void aPartitionOfOneRoomLeavesTheOtherAlone(Proxy proxy) throws Exception {
        ChatClient red = new ChatClient(proxy.uri("ws", "/red"));
        ChatClient blue = new ChatClient(proxy.uri("ws", "/blue"));
        Target redRoom = Target.where("path", "/red");
        ConnectionInfo redConnection = proxy.connections(redRoom).get(0);

        PartitionHandle partition = proxy.partition(redRoom);
        red.say("hello?");
        blue.say("hello!");

        assertEquals("hello!", blue.hear());
        assertNull(red.hear(100));
        assertEquals(Set.of(redConnection.number()), partition.connectionsHit());
        partition.heal();
        assertEquals("hello?", red.hear());
    }

    @Test
    void bearsASlowServer(Proxy proxy) throws Exception {
        ToxicHandle slow = proxy.toxic("latency")
                .named("slow")
                .target("path", "/chat")
                .with("latency", Duration.ofMillis(50))
                .ttl(Duration.ofMinutes(1))
                .add();
        ChatClient ann = new ChatClient(proxy.uri("ws", "/chat"));

        ann.say("slow today");

        assertEquals("slow today", ann.hear());
        slow.update("latency", 0);
        assertEquals(1, proxy.ledger().hits("slow").size());
    }
}
