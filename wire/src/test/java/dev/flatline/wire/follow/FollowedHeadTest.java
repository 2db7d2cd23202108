package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedHeadTest {

    private static final int MAX = FrameFollower.DEFAULT_MAX_HEAD_BYTES;
    private static final String REQUEST = "GET /chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n";
    private static final String ACCEPTED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    /** "Hi" in an unmasked text frame. */
    private static final String FRAME = "\u0081\u0002Hi";

    private final FoundFrames found = new FoundFrames();

    @Test
    void findsTheFrameBehindAnAcceptedUpgradeHoweverItIsCut() {
        String stream = ACCEPTED + FRAME;
        for (int cut = 1; cut < stream.length(); cut++) {
            FoundFrames here = new FoundFrames();
            FrameFollower follower = FrameFollower.ofReply(MAX);

            follower.follow(latin1(stream.substring(0, cut)), here);
            here.base = cut;
            follower.follow(latin1(stream.substring(cut)), here);

            assertEquals(List.of(101), here.statuses, "cut at " + cut);
            assertEquals(List.of(stream.length()), here.ends, "cut at " + cut);
        }
    }

    @Test
    void findsTheFrameBehindARequestOneByteAtATime() {
        FrameFollower follower = FrameFollower.ofRequest(MAX);

        for (int at = 0; at < REQUEST.length(); at++) {
            assertFalse(follower.inFrames());
            follower.follow(latin1(REQUEST.substring(at, at + 1)), found);
        }
        follower.upgraded(true);
        follower.follow(latin1(FRAME), found);

        assertEquals(List.of(-1), found.statuses);
        assertEquals(1, found.frames.size());
        assertTrue(follower.atBoundary());
    }

    @Test
    void takesTheVerdictBeforeTheHeadEnds() {
        FrameFollower follower = FrameFollower.ofRequest(MAX);

        follower.upgraded(true);
        follower.follow(latin1(REQUEST + FRAME), found);

        assertEquals(1, found.frames.size());
    }

    @Test
    void takesTheVerdictWhenTheHeadEnds() {
        FrameFollower follower = FrameFollower.ofRequest(MAX);
        FrameCounts counts = new FrameCounts();

        follower.follow(latin1(REQUEST + FRAME), new FrameVisitor() {
            @Override
            public void frame(int first, boolean masked, int mask, long length, int headerStart, int payloadStart) {
                counts.frame(first, masked, mask, length, headerStart, payloadStart);
            }

            @Override
            public void head(int end, int status) {
                assertEquals(REQUEST.length(), end);
                follower.upgraded(true);
            }
        });

        assertEquals(1, counts.frames(1));
    }

    @Test
    void goesOpaqueWithBytesThatNobodyJudged() {
        FrameFollower follower = FrameFollower.ofRequest(MAX);

        follower.follow(latin1(REQUEST + FRAME), found);
        follower.upgraded(true);
        follower.follow(latin1(FRAME), found);

        assertEquals(OpaqueCause.NO_VERDICT, found.opaque);
        assertEquals(List.of(), found.frames);
    }

    @Test
    void goesOpaqueWhenItWasNoUpgrade() {
        FrameFollower follower = FrameFollower.ofRequest(MAX);

        follower.follow(latin1(REQUEST), found);
        follower.upgraded(false);
        follower.upgraded(true);
        follower.follow(latin1(FRAME), found);

        assertEquals(OpaqueCause.NOT_UPGRADED, follower.opaque());
        assertEquals(List.of(), found.frames);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 503 No\r\nRetry-After: 101\r\n\r\n",
                "HTTP/1.0 101 No\r\n\r\n",
                "HTTP/1.1 1x1 No\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "+OK 101\r\n\r\n"
            })
    void goesOpaqueBehindAnyOtherReply(String head) {
        FrameFollower follower = FrameFollower.ofReply(MAX);

        follower.follow(latin1(head + FRAME), found);

        assertEquals(OpaqueCause.NOT_UPGRADED, found.opaque);
        assertEquals(List.of(), found.frames);
    }

    @Test
    void aReplyIsNoUpgradeWhenTheRequestWasNone() {
        FrameFollower follower = FrameFollower.ofReply(MAX);

        follower.upgraded(false);
        follower.follow(latin1(ACCEPTED + FRAME), found);

        assertEquals(List.of(), found.frames);
        assertEquals(OpaqueCause.NOT_UPGRADED, follower.opaque());
    }

    @Test
    void passesOverAnInterimReply() {
        FrameFollower follower = FrameFollower.ofReply(MAX);

        follower.follow(latin1("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ACCEPTED + FRAME), found);

        assertEquals(List.of(103, 101), found.statuses);
        assertEquals(1, found.frames.size());
    }

    @Test
    void acceptsLinesThatEndInLineFeedAlone() {
        FrameFollower follower = FrameFollower.ofReply(MAX);

        follower.follow(latin1("HTTP/1.1 101 Yes\nUpgrade: websocket\n\n" + FRAME), found);

        assertEquals(1, found.frames.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void goesOpaqueBehindTooLargeAHead(int chunk) {
        FrameFollower follower = FrameFollower.ofReply(64);
        String head = "HTTP/1.1 101 " + "x".repeat(64) + "\r\n\r\n" + FRAME;

        for (int from = 0; from < head.length(); from += chunk) {
            follower.follow(latin1(head.substring(from, Math.min(head.length(), from + chunk))), found);
        }

        assertEquals(OpaqueCause.HEAD_TOO_LARGE, found.opaque);
        assertEquals(List.of(), found.frames);
    }

    @Test
    void aHeadMayHaveAllTheBytesItIsAllowed() {
        String head = "HTTP/1.1 101 " + "x".repeat(64 - 17) + "\r\n\r\n";
        FrameFollower follower = FrameFollower.ofReply(head.length());

        follower.follow(latin1(head + FRAME), found);

        assertNull(found.opaque);
        assertEquals(1, found.frames.size());
    }

    private static ByteBuf latin1(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
