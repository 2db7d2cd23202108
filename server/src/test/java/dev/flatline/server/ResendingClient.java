package dev.flatline.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends numbered messages to an echo server, a few ahead of the answers, until the server sends a Close frame; then it goes
 * to another server and sends there what was not answered, and a few more.
 */
final class ResendingClient {

    private static final int AHEAD = 8;
    private static final int MORE = 20;

    /** Every number that was answered, in the order of the answers. */
    final List<Integer> answered = new ArrayList<>();

    private final int id;
    private int sent;

    ResendingClient(int id) {
        this.id = id;
    }

    /** Returns the payload of the Close frame. */
    String runs(int firstPort, int secondPort) throws IOException {
        String close;
        try (RawClient client = RawClient.upgraded(firstPort)) {
            close = echoesUntilClosed(client);
            client.says(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
            while (client.next() >= 0) {
                throw new IOException("the server said more behind its Close frame");
            }
        }
        try (RawClient client = RawClient.upgraded(secondPort)) {
            int last = sent + MORE;
            for (sent = answered.size(); sent < last; ) {
                client.saysText(id + " " + sent++);
                takes(client.hearsFrame());
            }
        }
        return close;
    }

    private String echoesUntilClosed(RawClient client) throws IOException {
        while (true) {
            while (sent < answered.size() + AHEAD) {
                client.saysText(id + " " + sent++);
            }
            String frame = client.hearsFrame();
            if (frame.charAt(0) == 0x88) {
                return frame.substring(1);
            }
            takes(frame);
        }
    }

    private void takes(String frame) throws IOException {
        String expected = "\u0081" + id + " " + answered.size();
        if (!frame.equals(expected)) {
            throw new IOException("found " + frame + " where " + expected + " is due");
        }
        answered.add(answered.size());
    }
}
