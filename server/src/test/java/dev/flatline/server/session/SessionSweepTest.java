package dev.flatline.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import dev.flatline.server.options.ResumeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One client and its session, against the plain list of all that was sent: every message once, in order, or told as lost. */
final class SessionSweepTest {

    private static final String WHO = "ann";
    private static final int STEPS = 3_000;
    private static final int HEADER = 10;

    private final VirtualTime time = new VirtualTime();
    private final SessionCounters counters = new SessionCounters();
    private final Sessions sessions = new Sessions(counters);
    private final ResumeOptions options = new ResumeOptions(20, 400, Duration.ofMillis(500), 1);

    /** What the session was sent; message n is entry n - 1. */
    private final List<String> sent = new ArrayList<>();

    private final List<Long> sentNanos = new ArrayList<>();
    private RecordingLine line = new RecordingLine();
    private Session session =
            sessions.attach(WHO, null, line, options, time.nanoTime()).session();
    private boolean connected = true;
    private int received;
    private long lost;
    private long messages;
    private int begun = 1;

    @SeedSweep
    void aClientGetsEveryMessageOnceInOrderOrIsToldHowManyItLost(long seed) {
        RandomGenerator random = new Seeds(seed).generator("session", 0);

        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> send("m".repeat(random.nextInt(40)) + messages++);
                case 3, 4 -> take(random.nextInt(6));
                case 5 -> reconnect(random.nextInt(4) == 0 ? random.nextInt(received + 1) : received);
                case 6 -> disconnect();
                default -> time.advance(random.nextLong(200_000_000));
            }
        }

        assertEquals(lost, counters.lost());
        assertEquals(begun, counters.begun());
        assertTrue(begun > 1 && lost > 0, begun + " sessions, lost " + lost);
    }

    private void send(String text) {
        if (sessions.send(WHO, KeptMessage.text(text, time.nanoTime()))) {
            sent.add(text);
            sentNanos.add(time.nanoTime());
        }
    }

    private void take(int most) {
        for (int i = 0; connected && i < most && line.take(session); i++) {
            received++;
            assertEquals(sent.get(received - 1), line.taken.get(line.taken.size() - 1));
        }
    }

    /** The client may come back while the server still has its former connection. */
    private void reconnect(int last) {
        boolean gone = counters.held() == 0;
        line = new RecordingLine();
        Resumption found = sessions.attach(WHO, Integer.toString(last), line, options, time.nanoTime());
        session = found.session();
        connected = true;
        if (gone) {
            sent.clear();
            sentNanos.clear();
            received = 0;
            begun++;
            assertEquals("next=1; lost=0; new", found.header());
        } else if (found.fresh()) {
            received = (int) found.lost();
            lost += found.lost();
        } else {
            long missed = Math.max(0, oldestKept() - 1 - last);
            assertEquals("next=" + (last + missed + 1) + "; lost=" + missed, found.header());
            received = (int) (last + missed);
            lost += missed;
        }
    }

    /** The number of the first message of the longest end of the list that is within all bounds. */
    private int oldestKept() {
        int bytes = 0;
        int number = sent.size() + 1;
        while (number > 1 && sent.size() - number + 2 <= options.maxMessages()) {
            bytes += sent.get(number - 2).length() + HEADER;
            boolean old = time.nanoTime() - sentNanos.get(number - 2)
                    > options.window().toNanos();
            if (bytes > options.maxBytes() || old) {
                break;
            }
            number--;
        }
        return number;
    }

    private void disconnect() {
        if (connected) {
            connected = false;
            sessions.detach(session, line, options.window().toNanos(), time);
        }
    }
}
