package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages to everybody and to rooms, over several event loops. */
@Tag("real-socket")
final class RoomsTest {

    private static final long LIMIT_SECONDS = 20;
    private static final int CLIENTS = 8;

    private final Loops loops = Loops.open("rooms-test", 3, TransportKind.AUTO);
    private final CountDownLatch joined = new CountDownLatch(CLIENTS);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Happenings happenings = new Happenings(this::obey);
    private final FlatlineServer server = new FlatlineServer(
            ServerOptions.defaults().with(new OutboundOptions(1 << 20, WhenFull.CLOSE)), happenings, happenings, loops);
    private final List<RawClient> clients = new ArrayList<>();

    /** «join a» and «leave a» do so; anything else is echoed. */
    private void obey(Connection connection, Message message) {
        String[] words = message.text().split(" ", 2);
        switch (words[0]) {
            case "join" -> {
                connection.join(words[1]);
                joined.countDown();
            }
            case "leave" -> {
                connection.leave(words[1]);
                left.countDown();
            }
            default -> connection.send(message);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(RawClient.upgraded(server.port()));
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
        loops.close();
    }

    private void everybodyJoins() throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            clients.get(i).saysText("join " + (i % 2 == 0 ? "even" : "odd"));
        }
        joined.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aBroadcastReachesEverybodyOnEveryLoop() throws Exception {
        server.broadcast("all");
        server.broadcast(new byte[] {1, 2});

        for (RawClient client : clients) {
            assertEquals("\u0081\u0003all\u0082\u0002\u0001\u0002", client.hears(9));
        }
    }

    @Test
    void aLargeMessageIsSentWholeToEverybody() throws Exception {
        String large = "x".repeat(70_000);

        server.broadcast(large);
        server.broadcast("end");

        for (RawClient client : clients) {
            client.hears(10);
            assertEquals(large, client.hears(70_000));
            assertEquals("\u0081\u0003end", client.hears(5));
        }
    }

    @Test
    void aRoomReachesItsMembersAndNobodyElseInTheOrderOfSending() throws Exception {
        everybodyJoins();

        for (int i = 0; i < 100; i++) {
            server.sendToRoom("even", String.format("%02d", i));
        }
        server.broadcast("end");

        for (int i = 0; i < CLIENTS; i++) {
            for (int n = 0; i % 2 == 0 && n < 100; n++) {
                assertEquals(
                        String.format("\u0081\u0002%02d", n), clients.get(i).hears(4));
            }
            assertEquals("\u0081\u0003end", clients.get(i).hears(5));
        }
    }

    @Test
    void whoHasLeftARoomHearsNothingMore() throws Exception {
        everybodyJoins();
        clients.get(0).saysText("leave even");
        left.await(LIMIT_SECONDS, TimeUnit.SECONDS);

        server.sendToRoom("even", new byte[] {7});
        server.broadcast("end");

        assertEquals("\u0081\u0003end", clients.get(0).hears(5));
        assertEquals("\u0082\u0001\u0007", clients.get(2).hears(3));
    }

    @Test
    void aMemberThatNeverReadsIsCutOffAndTheOthersGetEverything() throws Exception {
        everybodyJoins();
        String payload = "y".repeat(60_000);
        CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> hearsUntilEnd(clients.get(2)));

        int sent = 0;
        while (server.counters().closedBy(CloseCause.SLOW_CONSUMER) == 0 && sent < 5000) {
            server.sendToRoom("even", payload);
            sent++;
            clients.get(1).saysText("echo");
            assertEquals("\u0081\u0004echo", clients.get(1).hears(6), "one who is not in the room keeps the pace");
        }
        server.sendToRoom("even", "end");

        assertFalse(sent == 5000, "the silent members were never cut off");
        assertEquals(sent, heard.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join());
    }

    /** Counts messages of 60,000 bytes until one of three. */
    private static int hearsUntilEnd(RawClient client) {
        try {
            for (int count = 0; ; count++) {
                String head = client.hears(4);
                if (head.charAt(1) == 3) {
                    return count;
                }
                client.hears(60_000);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
