package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.PassStage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/**
 * The answer to the upgrade request has a wrong Sec-WebSocket-Accept: a client must refuse it (RFC 6455, section 4.1). One
 * letter of the key is changed; nothing else is.
 */
public final class BadAcceptKeyToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "bad_accept_key", "answers upgrade requests with a wrong accept key", Stream.BOTH)
            .make(BadAcceptKeyToxic::new);

    private static final AsciiString NAME = AsciiString.cached("sec-websocket-accept:");

    private final Values values;

    private BadAcceptKeyToxic(Values values) {
        this.values = values;
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
    public void open(Link link) {
        link.install(Direction.DOWNSTREAM, new Changing(link));
    }

    /** Looks for the header's name byte by byte, so that nothing has to wait, and changes the first letter of its value. */
    private static final class Changing extends PassStage {
        private final Link link;
        private int matched;
        private int blankLine;
        private boolean done;

        Changing(Link link) {
            super(link, Direction.DOWNSTREAM);
            this.link = link;
        }

        @Override
        public void bytes(ByteBuf bytes, long atNanos) {
            for (int i = bytes.readerIndex(); !done && i < bytes.writerIndex(); i++) {
                look(bytes, i);
            }
            next().bytes(bytes, atNanos);
        }

        private void look(ByteBuf bytes, int index) {
            int letter = bytes.getByte(index);
            if (matched == NAME.length()) {
                if (letter != ' ' && letter != '\t') {
                    bytes.setByte(index, letter == 'A' ? 'B' : 'A');
                    link.injected(Direction.DOWNSTREAM, "bad_accept_key", Double.NaN, Double.NaN);
                    done = true;
                }
                return;
            }
            boolean lineBegins = matched == 0 && blankLine > 0;
            boolean matches = Character.toLowerCase(letter) == NAME.byteAt(matched);
            matched = matches && (matched > 0 || lineBegins) ? matched + 1 : 0;
            blankLine = letter == '\n' ? blankLine + 1 : letter == '\r' ? blankLine : 0;
            done = blankLine > 1;
        }
    }
}
