package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.options.LimitOptions;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held of messages that have not arrived whole is bounded for all clients together. */
final class UnfinishedMessagesTest {

    private static final String TRY_AGAIN = "\u0088!\u0003\u00f5too many messages are half sent";

    private final VirtualCrowd crowd = new VirtualCrowd(Happenings.echo());
    private final ServerCounters counters = crowd.shared.counters();
    private final ServerLoop part = crowd.part(ServerOptions.defaults()
            .with(LimitOptions.DEFAULT.withPayload(10_000, 10_000).withUnfinished(50_000)));

    @Test
    void theConnectionThatAsksForTooMuchEndsAndTheOthersGoOn() {
        List<VirtualPeer> peers = new ArrayList<>();
        List<ByteBuf> rests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ByteBuf frame = VirtualServer.binary(new byte[10_000]);
            VirtualPeer peer = crowd.connects(part).upgrades();
            peer.says(frame.readBytes(9_008));
            peers.add(peer);
            rests.add(frame);
        }
        VirtualPeer sixth = crowd.connects(part).upgrades();
        ByteBuf tooMuch = VirtualServer.binary(new byte[10_000]);

        sixth.says(tooMuch.readBytes(9_008));

        assertEquals(TRY_AGAIN, sixth.hears());
        assertEquals(1, counters.closedBy(CloseCause.OVERLOADED));
        assertTrue(counters.unfinishedBytes() >= 45_000 && counters.unfinishedBytes() <= 50_000);
        for (int i = 0; i < 5; i++) {
            peers.get(i).says(rests.get(i));
            assertEquals(10_004, peers.get(i).hears().length());
        }
        assertEquals(0, counters.unfinishedBytes());
        tooMuch.release();
    }

    @Test
    void whatAConnectionHeldIsGivenBackWhenItDies() {
        VirtualPeer peer = crowd.connects(part).upgrades();
        ByteBuf frame = VirtualServer.binary(new byte[10_000]);
        peer.says(frame.readBytes(5_000));
        assertTrue(counters.unfinishedBytes() >= 4_992);

        peer.goes();

        assertEquals(0, counters.unfinishedBytes());
        frame.release();
    }

    @Test
    void messagesThatArriveWholeHoldNothing() {
        VirtualPeer peer = crowd.connects(part).upgrades();

        peer.says(VirtualServer.binary(new byte[10_000]));

        assertEquals(0, counters.unfinishedBytes());
        assertEquals(10_004, peer.hears().length());
    }
}
