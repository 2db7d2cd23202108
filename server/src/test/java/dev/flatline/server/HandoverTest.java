package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.session.SessionCounters;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A session wanders between two event loops while threads send to it as fast as its client reads: by its identity, by the
 * newest of its connections, by its very first one, and in answer to what the client says.
 */
@Tag("real-socket")
final class HandoverTest {

    private static final int RECONNECTS = 200;
    private static final int AHEAD = 500;
    private static final int PAIRS = 300;
    private static final long LIMIT_SECONDS = 60;

    private final Loops loops = Loops.open("handover", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = new FlatlineServer(
            ServerOptions.defaults()
                    .with(IdentityOptions.query("id"))
                    .with(new ResumeOptions(10 * AHEAD, 1 << 19, Duration.ofMinutes(1), 10)),
            happenings,
            happenings,
            loops);
    private final RandomGenerator random = new Seeds(11).generator("handover", 0);
    private final List<RawClient> former = new ArrayList<>();
    private final Map<Character, Sender> senders = new HashMap<>();
    private final Map<Character, Long> newest = new HashMap<>();
    private RawClient client;
    private long received;

    HandoverTest() {}

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = RawClient.upgraded(server.port(), VirtualServer.request("/?id=ann"));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient each : former) {
            each.close();
        }
        client.close();
        server.close();
        loops.close();
    }

    @Test
    void noMessageIsLostRepeatedOrOutOfOrderWhoeverSendsIt() throws IOException {
        Connection first = happenings.opened.get(0);
        senders.put('i', new Sender("i", text -> assertTrue(server.send("ann", text))));
        senders.put('n', new Sender("n", text -> newest().sendText(text)));
        senders.put('f', new Sender("f", first::sendText));
        List<CompletableFuture<Long>> sent = senders.values().stream()
                .map(sender -> CompletableFuture.supplyAsync(sender::run, OwnThread.EACH))
                .toList();

        for (int round = 1; round <= RECONNECTS; round++) {
            client.saysText("e" + round);
            readUntil('e', round);
            readMore(random.nextInt(2 * AHEAD));
            reconnect();
        }
        senders.values().forEach(Sender::stop);
        long total = RECONNECTS;
        for (CompletableFuture<Long> each : sent) {
            total += each.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        }
        while (received < total) {
            read();
        }
        assertTrue(server.send("ann", "z1"));
        assertEquals('z', read(), "something was sent twice");

        SessionCounters counters = server.counters().sessions();
        assertEquals(RECONNECTS, counters.resumed());
        assertEquals(1, counters.begun());
        assertEquals(0, counters.lost() + counters.duplicated() + counters.refused() + counters.unknown());
        assertNotEquals(0, counters.replayed());
        Await.until(() -> server.openConnections() == 1);
    }

    /** Whoever is replaced has not the session, and whoever has it is not replaced. */
    @Test
    void ofTwoConnectionsThatComeAtATimeOneIsLeftAndGetsTheMessages() throws Exception {
        for (int round = 1; round <= PAIRS; round++) {
            String request = VirtualServer.request("/?id=bob&last=" + (round == 1 ? 0 : 1));
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<RawClient> one =
                    CompletableFuture.supplyAsync(() -> race(together, request), OwnThread.EACH);
            RawClient other = race(together, request);
            List<RawClient> pair = List.of(
                    other, one.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join());
            former.addAll(pair);
            assertTrue(server.send("bob", "for bob"));

            int[] firstBytes = {pair.get(0).next(), pair.get(1).next()};
            Arrays.sort(firstBytes);

            assertArrayEquals(new int[] {0x81, 0x88}, firstBytes, "a message and a Close frame, round " + round);
            server.find("bob").orElseThrow().close(1000, "next round");
            Await.until(() -> server.openConnections() == 1);
        }
    }

    @Test
    void aFloodThatItsClientDoesNotReadIsBoundedAndWhatIsLostIsTold() throws IOException {
        int flood = 100_000;
        for (int number = 1; number <= flood; number++) {
            assertTrue(server.send("ann", String.format("f%0200d", number)));
        }
        Await.until(() -> server.counters().closedBy(CloseCause.SLOW_CONSUMER) == 1);

        former.add(client);
        client = RawClient.upgraded(server.port(), VirtualServer.request("/?id=ann&last=0"));
        SessionCounters counters = server.counters().sessions();
        long lost = counters.lost();
        newest.put('f', lost);
        received = lost;
        while (received < flood) {
            read();
        }

        assertTrue(lost >= flood - 10 * AHEAD, "lost " + lost);
        assertEquals(flood - lost, counters.replayed());
        assertTrue(client.answer().contains("next=" + (lost + 1) + "; lost=" + lost + "\r\n"), client.answer());
    }

    private RawClient race(CyclicBarrier together, String request) {
        try {
            together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            return RawClient.upgraded(server.port(), request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection newest() {
        return happenings.opened.get(happenings.opened.size() - 1);
    }

    /** Half of the clients are killed without a FIN: nobody reads or closes their sockets. */
    private void reconnect() throws IOException {
        former.add(client);
        switch (random.nextInt(4)) {
            case 0 -> client.close();
            case 1 -> client.reset();
            default -> {}
        }
        client = RawClient.upgraded(server.port(), VirtualServer.request("/?id=ann&last=" + received));
        String found = "X-Flatline-Resume: next=" + (received + 1) + "; lost=0\r\n";
        assertTrue(client.answer().contains(found), client.answer());
    }

    private void readUntil(char sender, long number) throws IOException {
        while (newest.getOrDefault(sender, 0L) < number) {
            read();
        }
    }

    private void readMore(int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            read();
        }
    }

    /** Each sender's messages are complete and in order. */
    private char read() throws IOException {
        String message = client.message();
        char name = message.charAt(0);
        long number = Long.parseLong(message.substring(1));
        assertEquals(newest.getOrDefault(name, 0L) + 1, number, "of sender " + name);
        newest.put(name, number);
        received++;
        Sender sender = senders.get(name);
        if (sender != null) {
            sender.room.release();
        }
        return name;
    }

    /** Numbers its messages and is never more than so many ahead of the client. */
    private static final class Sender {

        private final Semaphore room = new Semaphore(AHEAD);
        private final String name;
        private final Consumer<String> way;
        private volatile boolean stopped;

        Sender(String name, Consumer<String> way) {
            this.name = name;
            this.way = way;
        }

        /** Sends until it is stopped; returns the number of its last message. */
        long run() {
            long number = 0;
            while (true) {
                room.acquireUninterruptibly();
                if (stopped) {
                    return number;
                }
                number++;
                way.accept(name + number);
            }
        }

        void stop() {
            stopped = true;
            room.release();
        }
    }
}
