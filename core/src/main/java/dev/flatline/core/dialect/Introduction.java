package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.ArrayDeque;
import java.util.Queue;

/** The greeting of a client and a server of ours, without a network: what the one tells the other of heartbeats. */
public final class Introduction {

    /** More than any greeting takes. */
    private static final int MAX_WORDS = 16;

    /** What no server says, so that a rule that takes it over differs from what it was. */
    private static final Terms UNHEARD_OF = new Terms(1_234_567_891, 2_345_678_912L);

    private final Queue<byte[]> toClient = new ArrayDeque<>();
    private final Queue<byte[]> toServer = new ArrayDeque<>();
    private Terms terms = Terms.NONE;
    private boolean joined;

    private Introduction() {}

    /** The client's rule once the server has greeted it; the same rule if the greeting never ends. */
    public static HeartbeatRule tuned(Dialect dialect, HeartbeatRule client, HeartbeatRule server) {
        Introduction greeting = new Introduction();
        greeting.run(dialect.client(client), dialect.server(server).forConnection());
        return greeting.joined ? dialect.tuned(client, greeting.terms) : client;
    }

    /** Whether the client's rule is as its server says: of a server that is not ours, nobody knows it before they meet. */
    public static boolean decides(Dialect dialect, HeartbeatRule client) {
        return !dialect.tuned(client, UNHEARD_OF).equals(client);
    }

    private void run(ClientTalk client, ServerTalk server) {
        ClientEar clientEar = new ClientEar();
        ServerEar serverEar = new ServerEar();
        client.opened(clientEar);
        server.opened(serverEar);
        for (int i = 0; i < MAX_WORDS && !joined; i++) {
            byte[] asked = toServer.poll();
            if (asked != null) {
                server.heard(asked, 0, serverEar);
            }
            byte[] said = toClient.poll();
            if (said != null) {
                client.heard(said, 0, clientEar);
            }
        }
    }

    private final class ClientEar implements Ear.OfClient {

        @Override
        public void say(byte[] utf8) {
            toServer.add(utf8);
        }

        @Override
        public void pinged() {}

        @Override
        public void answered() {}

        @Override
        public void message(byte[] payload) {}

        @Override
        public void noise() {}

        @Override
        public void joined(Terms told) {
            terms = told;
            joined = true;
        }

        @Override
        public void dismissed(boolean mayReturn) {}
    }

    private final class ServerEar implements Ear.OfServer {

        @Override
        public void say(byte[] utf8) {
            toClient.add(utf8);
        }

        @Override
        public void pinged() {}

        @Override
        public void answered() {}

        @Override
        public void message(byte[] payload) {}

        @Override
        public void noise() {}

        @Override
        public String id() {
            return "introduction";
        }

        @Override
        public void close(int code) {}
    }
}
