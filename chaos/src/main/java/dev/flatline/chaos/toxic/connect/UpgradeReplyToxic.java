package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** New connections that ask for an upgrade get an HTTP status instead, and are closed; the upstream never hears of them. */
public final class UpgradeReplyToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "upgrade_reply", "answers upgrade requests with an HTTP status", Stream.BOTH)
            .whole("status", 503, "the HTTP status, 300 to 599")
            .whole("retry_after", -1, "seconds in the Retry-After header; -1 for no such header")
            .make(UpgradeReplyToxic::new);

    private static final long MAX_RETRY_SECONDS = 1_000_000_000;

    private final Values values;
    private final byte[] reply;
    private final int status;

    private UpgradeReplyToxic(Values values) {
        this.values = values;
        this.status = (int) values.whole("status", 300, 599);
        long retryAfter = values.whole("retry_after", -1, MAX_RETRY_SECONDS);
        String text = "HTTP/1.1 " + HttpResponseStatus.valueOf(status)
                + (retryAfter < 0 ? "" : "\r\nRetry-After: " + retryAfter)
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        this.reply = text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean hitsStanding() {
        return false;
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public void open(Link link) {
        if (link.connection().request() != null) {
            link.injected(null, "reply", status, status);
            link.answer(Unpooled.wrappedBuffer(reply));
        }
    }
}
