package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Connections that die in every phase of their lives leave no trace in any count. */
final class RandomLivesTest {

    private static final int STEPS = 1_500;

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final List<VirtualPeer> peers = new ArrayList<>();
    private ServerLoop part = crowd.part(ServerOptions.defaults());

    @SeedSweep
    void allCountsAreZeroInTheEnd(long seed) {
        RandomGenerator random = new Seeds(seed).generator("lives", 0);
        part = crowd.part(options(random));
        for (int step = 0; step < STEPS; step++) {
            something(random);
            assertTrue(crowd.shared.counters().open() <= 6, "open");
            assertTrue(crowd.shared.counters().handshaking() <= 12, "handshaking");
        }

        peers.forEach(VirtualPeer::goes);
        crowd.advance(Duration.ofMillis(1));

        assertNothingIsLeft();
    }

    private void something(RandomGenerator random) {
        int choice = random.nextInt(100);
        VirtualPeer peer = peers.isEmpty() ? null : peers.get(random.nextInt(peers.size()));
        if (choice < 30 || peer == null) {
            peers.add(crowd.connects(part, "192.0.2." + random.nextInt(4)));
        } else if (choice < 55) {
            peer.says(request(random));
        } else if (choice < 65) {
            peer.says(frame(random));
        } else if (choice < 70) {
            peer.readsNothing(random.nextBoolean());
        } else if (choice < 75) {
            peers.remove(peer);
            peer.goes();
        } else if (choice < 85) {
            byServer(random);
        } else if (choice < 87) {
            reload(random);
        } else {
            crowd.advance(Duration.ofMillis(random.nextInt(1, 60)));
        }
        peers.removeIf(one -> !one.isOpen());
    }

    private void byServer(RandomGenerator random) {
        List<Connection> opened = crowd.happenings.opened;
        if (!opened.isEmpty()) {
            Connection connection = opened.get(opened.size() - 1 - random.nextInt(Math.min(8, opened.size())));
            if (random.nextBoolean()) {
                connection.close(4000, "enough");
            } else {
                connection.sendBinary(new byte[random.nextInt(6_000)]);
            }
        }
    }

    private void reload(RandomGenerator random) {
        ServerLoop older = part;
        part = crowd.part(options(random));
        older.retire(part, () -> {});
    }

    private static ServerOptions options(RandomGenerator random) {
        AdmissionOptions admission = AdmissionOptions.DEFAULT
                .withMaxConnections(6)
                .withMaxHandshaking(12)
                .withMaxPerAddress(random.nextBoolean() ? 3 : AdmissionOptions.UNLIMITED)
                .withHandshakesPerSecond(random.nextBoolean() ? 10 : 0)
                .turningAwayBy(random.nextBoolean() ? TurnAway.CLOSE : TurnAway.REFUSE);
        LimitOptions limits = LimitOptions.DEFAULT
                .withPayload(2_000, 2_000)
                .withUnfinished(4_000)
                .withTimeouts(Duration.ofMillis(400), Duration.ofMillis(200));
        return ServerOptions.defaults()
                .with(admission)
                .with(limits)
                .with(new OutboundOptions(4_000, random.nextBoolean() ? WhenFull.DROP : WhenFull.CLOSE))
                .with(HeartbeatRule.pinging(Activity.ANY_BYTES, 300_000_000L, 500_000_000L, 50_000_000L));
    }

    private static String request(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> VirtualServer.REQUEST.substring(0, random.nextInt(1, VirtualServer.REQUEST.length()));
            case 1 -> VirtualServer.REQUEST.replace("GET", "POST");
            default -> VirtualServer.REQUEST;
        };
    }

    private static ByteBuf frame(RandomGenerator random) {
        ByteBuf whole = switch (random.nextInt(6)) {
            case 0 -> VirtualServer.close(1000);
            case 1 -> VirtualServer.ping("x");
            case 2 -> Unpooled.wrappedBuffer(new byte[] {1, 2, 3});
            case 3 -> VirtualServer.binary(new byte[3_000]);
            default -> VirtualServer.binary(new byte[random.nextInt(1_900)]);
        };
        int cut = random.nextInt(3) == 0 ? random.nextInt(1, whole.readableBytes()) : whole.readableBytes();
        ByteBuf part = whole.readBytes(cut);
        whole.release();
        return part;
    }

    private void assertNothingIsLeft() {
        ServerCounters counters = crowd.shared.counters();
        long ended =
                Arrays.stream(CloseCause.values()).mapToLong(counters::closedBy).sum();
        long toldByClose = refusals(false) - counters.refusedUpgrades();
        long opens = Collections.frequency(crowd.happenings.program, "open 17");
        long closes = crowd.happenings.program.stream()
                .filter(line -> line.startsWith("close "))
                .count();
        assertEquals(List.of(), crowd.failures);
        assertEquals(0, counters.open(), "open");
        assertEquals(0, counters.handshaking(), "handshaking");
        assertEquals(0, counters.unfinishedBytes(), "unfinished");
        assertEquals(0, crowd.shared.admission().addresses().addresses(), "addresses");
        assertEquals(counters.opened(), opens);
        assertEquals(opens, closes);
        assertEquals(closes + toldByClose, ended, "causes");
        assertTrue(counters.opened() > 20, "opened only " + counters.opened());
        assertTrue(refusals(false) > 10, "refused only " + refusals(false));
    }

    private long refusals(boolean atAccept) {
        return Arrays.stream(RefusalReason.values())
                .filter(reason -> reason.isCutAtAccept() == atAccept)
                .mapToLong(crowd.shared.counters()::refusedFor)
                .sum();
    }
}
