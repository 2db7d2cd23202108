package dev.flatline.core.profile;

import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.KeptBase;
import java.util.List;

/** Clients that wrap a browser's WebSocket to reconnect, and say nothing themselves. */
final class WrapperClients {

    private static final long SECOND = Growth.SECOND;

    private WrapperClients() {}

    static List<ClientProfile> all() {
        return List.of(reconnectingWebSocket(), partySocket(), partySocket11(), joewalnes(), sockJs());
    }

    private static ClientProfile reconnectingWebSocket() {
        return ClientProfile.of(
                        "reconnecting-websocket",
                        "reconnecting-websocket 4.4.0",
                        "no heartbeat; a base of 1 to 5s that is drawn once and kept, × 1.3, at most 10s; any close code")
                .returning(new KeptBase(SECOND, 5 * SECOND, 1.3, 10 * SECOND))
                .resettingAfter(5)
                .tryingFor(4);
    }

    private static ClientProfile partySocket() {
        return ClientProfile.of(
                        "partysocket",
                        "partysocket 1.3.0, since 1.2.0",
                        "no heartbeat; 3s × 1.3, at most 10s, without jitter; any close code")
                .returning(Growth.exponential(3 * SECOND, 1.3, 10 * SECOND))
                .resettingAfter(5)
                .tryingFor(4)
                .resuming("the query _pk");
    }

    private static ClientProfile partySocket11() {
        return ClientProfile.of(
                        "partysocket-1.1",
                        "partysocket 1.1.13, and before",
                        "no heartbeat; as reconnecting-websocket: a base of 1 to 5s that is drawn once and kept")
                .returning(new KeptBase(SECOND, 5 * SECOND, 1.3, 10 * SECOND))
                .resettingAfter(5)
                .tryingFor(4)
                .resuming("the query _pk");
    }

    private static ClientProfile joewalnes() {
        return ClientProfile.of(
                        "joewalnes",
                        "reconnectingwebsocket 1.0.0 (ReconnectingWebSocket by joewalnes)",
                        "no heartbeat; 1s × 1.5, at most 30s, without jitter; any close code")
                .returning(Growth.exponential(SECOND, 1.5, 30 * SECOND))
                .tryingFor(2);
    }

    private static ClientProfile sockJs() {
        return ClientProfile.of(
                        "sockjs",
                        "sockjs-client 1.6.1, and the browser's own WebSocket",
                        "hears the server's heartbeats and does not miss them; never reconnects")
                .returning(DelayTable.NEVER)
                .tryingFor(5);
    }
}
