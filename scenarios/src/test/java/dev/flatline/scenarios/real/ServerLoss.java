package dev.flatline.scenarios.real;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.profile.ClientProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How a scripted server ends a connection.
 *
 * @param code of its Close frame, 1005 for none; 0 if it sends no Close frame
 * @param reason of its Close frame
 * @param words what it says instead, in the client's dialect
 */
record ServerLoss(int code, String reason, String words) {

    static Stream<ServerLoss> closing(int... codes) {
        return Arrays.stream(codes).mapToObj(code -> closing(code, ""));
    }

    static ServerLoss closing(int code, String reason) {
        return new ServerLoss(code, reason, "");
    }

    static ServerLoss saying(String words) {
        return new ServerLoss(0, "", words);
    }

    /** As {@code reactions.js} reads it. */
    String json() {
        if (code == 0) {
            return "{\"say\":" + quoted(words) + "}";
        }
        return code == OnExpiry.NO_STATUS ? "{}" : "{\"code\":" + code + ",\"reason\":" + quoted(reason) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"").replace("\u001e", "\\u001e") + '"';
    }

    /** What the fleet's client of this profile takes it for; what its dialect does not know ends nothing, and is {@code LOCAL}. */
    CloseCause causeFor(ClientProfile profile) {
        if (code != 0) {
            return CloseCause.CLOSE_FRAME;
        }
        ClientTalk talk = profile.dialect().client(profile.rule());
        Dismissal dismissal = new Dismissal();
        talk.opened(dismissal);
        talk.heard(words.getBytes(StandardCharsets.UTF_8), 0, dismissal);
        return dismissal.cause;
    }

    @Override
    public String toString() {
        if (code == 0) {
            return words.strip();
        }
        return "Close " + code + (reason.isEmpty() ? "" : " " + reason);
    }

    private static final class Dismissal implements Ear.OfClient {

        private CloseCause cause = CloseCause.LOCAL;

        @Override
        public void dismissed(boolean mayReturn) {
            cause = mayReturn ? CloseCause.SENT_BACK : CloseCause.SENT_AWAY;
        }

        @Override
        public void joined(Terms terms) {}

        @Override
        public void say(byte[] utf8) {}

        @Override
        public void pinged() {}

        @Override
        public void answered() {}

        @Override
        public void message(byte[] payload) {}

        @Override
        public void noise() {}
    }
}
