package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.close;
import static dev.flatline.chaos.Frames.frame;
import static dev.flatline.chaos.Frames.masked;
import static dev.flatline.chaos.Frames.ping;
import static dev.flatline.chaos.Frames.pong;
import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.Direction;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame toxic does the same wherever the bytes are cut, and leaves at any place without a trace. */
final class FrameCutsTest {

    private static final String FRAMES = text("one")
            + ping("p")
            + pong("")
            + frame(0x01, "part")
            + ping("q")
            + frame(0x80, "end")
            + text("x".repeat(130))
            + text("")
            + close(1000);

    /** What each does must not depend on when its input comes, only on what it is. */
    static List<Toxic> toxics() {
        List<Supplier<Toxic>> all = List.of(
                () -> Faults.make("frame_drop", "opcode", "text", "every", 2L),
                () -> Faults.make("frame_drop", "probability", 0.5),
                () -> Faults.make("frame_delay", "delay", 0L),
                () -> Faults.make("frame_delay", "delay", 10L, "opcode", "ping"),
                () -> Faults.make("frame_delay", "delay", 10L, "opcode", "ping continuation", "overtake", true),
                () -> Faults.make("frame_duplicate"),
                () -> Faults.make("frame_truncate", "keep", 2L),
                () -> Faults.make("frame_truncate", "keep", 1L, "opcode", "continuation", "then", "close"),
                () -> Faults.make("frame_corrupt", "what", "length"),
                () -> Faults.make("frame_corrupt", "what", "payload"),
                () -> Faults.make("frame_corrupt", "what", "mask"),
                () -> Faults.make("frame_corrupt", "what", "opcode"),
                () -> Faults.make("frame_corrupt", "what", "rsv2"),
                () -> Faults.make("frame_split", "fragments", 3L),
                () -> Faults.make("frame_split", "fragments", 2L, "pause", 700L),
                () -> Faults.make("frame_coalesce", "frames", 3L),
                () -> Faults.make("swallow_close"));
        return all.stream().map(Supplier::get).toList();
    }

    @AfterAll
    static void leaksNothing() {
        LeakWatch.assertNone();
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void cutsChangeNothing(Toxic toxic) {
        String frames = masked(FRAMES);
        String whole = passed(toxic, frames, frames.length(), 0);

        for (int size = 1; size < 8; size++) {
            assertEquals(whole, passed(toxic, frames, size, 0), "in pieces of " + size);
        }
        for (int cut = 1; cut < frames.length(); cut++) {
            assertEquals(whole, passed(toxic, frames, frames.length(), cut), "cut at " + cut);
        }
    }

    /** What the server gets of frames that come at one instant, the first {@code cut} bytes first, then in pieces. */
    private static String passed(Toxic toxic, String frames, int size, int cut) {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        rig.rig.toxics(RelayRig.toxic("t", Stream.UPSTREAM, toxic));
        send(connection, frames.substring(0, cut), size);
        send(connection, frames.substring(cut), size);
        rig.pass(1000);
        connection.relay.finRead(Direction.UPSTREAM);
        String sent = connection.server.sent.toString();
        rig.close();
        return sent;
    }

    private static void send(Connection connection, String bytes, int size) {
        for (int from = 0; from < bytes.length(); from += size) {
            connection.fromClient(bytes.substring(from, Math.min(bytes.length(), from + size)));
        }
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void whateverComesAfterItWasTakenOffPassesUnchangedFromTheNextFrameOn(Toxic toxic) {
        String last = "the frames behind";
        for (int on = 0; on < FRAMES.length(); on += 3) {
            for (int off = on; off < FRAMES.length(); off += 5) {
                String sent = onFromTo(toxic, on, off, text(last));
                boolean ended =
                        !sent.endsWith(text(last)) && toxic.values().asMap().containsValue("close");
                assertEquals(ended ? "" : text(last), ended ? "" : sent.substring(sent.length() - last.length() - 2));
                assertEquals(FRAMES.substring(0, on), sent.substring(0, on), "on at " + on);
            }
        }
    }

    private static String onFromTo(Toxic toxic, int on, int off, String last) {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        connection.fromServer(FRAMES.substring(0, on));
        rig.rig.toxics(RelayRig.toxic("t", Stream.DOWNSTREAM, toxic));
        connection.fromServer(FRAMES.substring(on, off));
        rig.off();
        connection.fromServer(FRAMES.substring(off) + last);
        rig.pass(1000);
        String sent = connection.client.sent.toString();
        rig.close();
        return sent;
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void anUpdateToTheSameLeavesTheFramingInStep(Toxic toxic) {
        for (int cut = 0; cut < FRAMES.length(); cut += 2) {
            FrameRig rig = new FrameRig();
            Connection connection = rig.upgraded();
            rig.rig.toxics(RelayRig.toxic("t", Stream.DOWNSTREAM, toxic));
            connection.fromServer(FRAMES.substring(0, cut));
            rig.rig.toxics(RelayRig.toxic("t", Stream.DOWNSTREAM, Faults.make("frame_drop", "min", 1L)));
            connection.fromServer(FRAMES.substring(cut) + text("dropped") + ping(""));
            rig.pass(1000);

            String sent = connection.client.sent.toString();
            boolean ended = connection.client.fin;
            assertEquals(ended ? "" : ping(""), ended ? "" : sent.substring(sent.length() - 2), "cut at " + cut);
            assertEquals(-1, sent.indexOf("dropped"));
            rig.close();
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfAnEditLeavesNothingBehind() {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        rig.rig.toxics(
                RelayRig.toxic("t", Stream.DOWNSTREAM, Faults.make("frame_duplicate")),
                RelayRig.toxic("u", Stream.DOWNSTREAM, Faults.make("limit_data", "bytes", 5L)));

        connection.fromServer(text("abcdef") + text("next") + text("cut").substring(0, 4));

        assertEquals(text("abcdef").substring(0, 5), connection.client.sent.toString());
        assertTrue(connection.client.closed);
        assertEquals(0, rig.rig.context.room().takenBytes());
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void aHeaderThatAnnouncesAGigabyteKeepsNothing(Toxic toxic) {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        rig.rig.toxics(RelayRig.toxic("t", Stream.DOWNSTREAM, toxic));

        connection.fromServer("\u0081\u007F\0\0\0\0@\0\0\0");
        for (int i = 0; i < 50; i++) {
            connection.fromServer("x".repeat(1000));
            assertEquals(0, rig.rig.context.room().takenBytes());
            assertTrue(connection.server.reading);
        }

        rig.close();
    }
}
