package dev.flatline.scenarios.run;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.ArrayDeque;
import java.util.Queue;

/** The greeting of a client and a server of ours, without a network: what the one tells the other of heartbeats. */
final class Introduction {

    /** More than any greeting takes. */
    private static final int MAX_WORDS = 16;

    private final Queue<byte[]> toClient = new ArrayDeque<>();
    private final Queue<byte[]> toServer = new ArrayDeque<>();
    private Terms terms = Terms.NONE;
    private boolean joined;

    private Introduction() {}

    /** The client's rule once the server has greeted it; the same rule if the greeting never ends. */
    static HeartbeatRule tuned(Dialect dialect, HeartbeatRule client, HeartbeatRule server) {
        Introduction greeting = new Introduction();
        greeting.run(dialect.client(client), dialect.server(server).forConnection());
        return greeting.joined ? dialect.tuned(client, greeting.terms) : client;
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
