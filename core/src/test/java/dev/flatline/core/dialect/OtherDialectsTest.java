package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.profile.ServerProfiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The frames are those of recorded sessions of the real clients, with their topics and channels. */
class OtherDialectsTest {

    private static final long SECOND = 1_000_000_000;
    private static final String OK = ",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";
    private static final String ROOM = "\"{\\\"channel\\\":\\\"RoomChannel\\\"}\"";
    private static final HeartbeatRule PINGS_IN_TEXT =
            HeartbeatRule.NONE.withPings(Pings.of(PingFrame.text("any", ""), 30 * SECOND, Cadence.FIXED));

    @Test
    void aClientOfPhoenixJoinsATopicAndHasItsHeartbeatsAnswered() {
        ClientTalk talk = Phoenix.DIALECT.client(PINGS_IN_TEXT);

        Talking.client(talk, "say [\"0\",\"0\",\"room:lobby\",\"phx_join\",{}]")
                .hears("[\"0\",\"0\",\"room:lobby\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]", "joined 0 0")
                .hears("[\"0\",null,\"room:lobby\",\"hello\",{\"n\":1}]", "noise")
                .hears("[null,null,\"room:lobby\",\"new_msg\",{\"body\":\"hi\"}]", "message hi")
                .hears(
                        "[\"0\",\"m\",\"room:lobby\",\"phx_reply\",{\"status\":\"ok\",\"response\":{\"body\":\"hi\"}}]",
                        "message hi")
                .hearsAfterPing(
                        7, "[null,\"7\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]", "answered")
                .hearsAfterPing(
                        8, "[null,\"7\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]", "noise")
                .hears("[\"0\",null,\"room:lobby\",\"phx_error\",{}]", "noise");
        assertEquals("[null,\"7\",\"phoenix\",\"heartbeat\",{}]", text(talk.ping(7)));
    }

    @Test
    void aClientOfPhoenixStaysWithoutItsTopic() {
        Talking.client(Phoenix.DIALECT.client(PINGS_IN_TEXT), "say [\"0\",\"0\",\"room:lobby\",\"phx_join\",{}]")
                .hears(
                        "[\"0\",\"0\",\"room:lobby\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"unmatched topic\"}}]",
                        "joined 0 0");
    }

    @Test
    void aServerOfPhoenixAnswersWhatHasARefAndSpeaksInTheTopicThatWasJoined() {
        ServerTalk talk = Phoenix.DIALECT.server(HeartbeatRule.NONE).forConnection();

        Talking.server(talk)
                .hears("[\"6\",\"6\",\"room:1\",\"phx_join\",{}]", "say [\"6\",\"6\",\"room:1\"" + OK, "noise")
                .hears("[null,\"7\",\"phoenix\",\"heartbeat\",{}]", "say [null,\"7\",\"phoenix\"" + OK, "pinged")
                .hears(
                        "[\"6\",\"8\",\"room:1\",\"new_msg\",{\"body\":\"hi\"}]",
                        "say [\"6\",\"8\",\"room:1\"" + OK,
                        "message hi")
                .hears("[\"6\",null,\"room:1\",\"new_msg\",{\"body\":\"hi\"}]", "message hi")
                .hears("{}", "noise");
        assertEquals("[null,null,\"room:1\",\"new_msg\",{\"body\":\"hi\"}]", text(talk.message(utf8("hi"))));
    }

    @Test
    void aClientOfActionCableSubscribesOnceItIsWelcome() {
        ClientTalk talk = ActionCable.DIALECT.client(HeartbeatRule.NONE);
        String channel = "\"{\\\"channel\\\":\\\"ChatChannel\\\"}\"";

        Talking.client(talk)
                .hears(
                        "{\"type\":\"welcome\"}",
                        "say {\"command\":\"subscribe\",\"identifier\":" + channel + "}",
                        "noise")
                .hears("{\"identifier\":" + channel + ",\"type\":\"confirm_subscription\"}", "joined 0 0")
                .hears("{\"type\":\"ping\",\"message\":1}", "pinged")
                .hears("{\"identifier\":" + channel + ",\"message\":{\"body\":\"hi\"}}", "message hi")
                .hears("{\"identifier\":" + channel + ",\"message\":{\"n\":1}}", "noise")
                .hears("{\"type\":\"disconnect\",\"reason\":\"server_restart\",\"reconnect\":true}", "sent back")
                .hears("{\"type\":\"disconnect\",\"reason\":\"unauthorized\",\"reconnect\":false}", "sent away");
        assertEquals(
                "{\"command\":\"message\",\"identifier\":" + channel + ",\"data\":\"{\\\"body\\\":\\\"hi\\\"}\"}",
                text(talk.message(utf8("hi"))));
    }

    @Test
    void aServerOfActionCableSpeaksToTheSubscription() {
        ServerTalk talk = ActionCable.DIALECT
                .server(ServerProfiles.of("actioncable").rule())
                .forConnection();

        Talking.server(talk, "say {\"type\":\"welcome\"}")
                .hears(
                        "{\"command\":\"subscribe\",\"identifier\":" + ROOM + "}",
                        "say {\"identifier\":" + ROOM + ",\"type\":\"confirm_subscription\"}",
                        "noise")
                .hears(
                        "{\"command\":\"message\",\"identifier\":" + ROOM
                                + ",\"data\":\"{\\\"body\\\":\\\"a\\\\\\\"b\\\"}\"}",
                        "message a\"b")
                .hears("{\"command\":\"unsubscribe\",\"identifier\":" + ROOM + "}", "noise");
        assertEquals("{\"type\":\"ping\",\"message\":5}", text(talk.ping(1, 5)));
        assertEquals("{\"identifier\":" + ROOM + ",\"message\":{\"body\":\"hi\"}}", text(talk.message(utf8("hi"))));
    }

    @Test
    void aClientOfSignalRShakesHandsAndHearsSeveralRecordsAtOnce() {
        ClientTalk talk = SignalR.DIALECT.client(PINGS_IN_TEXT);

        Talking.client(talk, "say {\"protocol\":\"json\",\"version\":1}\u001e")
                .hears("{}\u001e{\"type\":1,\"target\":\"hello\",\"arguments\":[1]}\u001e", "joined 0 0", "noise")
                .hears("{\"type\":6}\u001e", "pinged")
                .hears("{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"ann\",\"hi\"]}\u001e", "message hi")
                .hears("{\"type\":3,\"invocationId\":\"1\",\"result\":\"hi\"}\u001e", "message hi")
                .hears("{\"type\":7,\"error\":\"bye\",\"allowReconnect\":true}\u001e", "sent back")
                .hears("{\"type\":7}\u001e", "sent away");
        assertEquals("{\"type\":6}\u001e", text(talk.ping(1)));
        assertEquals(
                "{\"type\":1,\"target\":\"SendMessage\",\"arguments\":[\"flatline\",\"hi\"]}\u001e",
                text(talk.message(utf8("hi"))));
    }

    @Test
    void aFailedHandshakeOfSignalRSendsTheClientBack() {
        Talking.client(SignalR.DIALECT.client(PINGS_IN_TEXT), "say {\"protocol\":\"json\",\"version\":1}\u001e")
                .hears("{\"error\":\"no\"}\u001e", "sent back");
    }

    @Test
    void aServerOfSignalRShakesHandsAndCompletesInvocations() {
        ServerTalk talk = SignalR.DIALECT.server(ServerProfiles.of("signalr").rule());

        Talking.server(talk)
                .hears("{\"protocol\":\"json\",\"version\":1}\u001e", "say {}\u001e", "noise")
                .hears("{\"type\":6}\u001e", "pinged")
                .hears("{\"type\":1,\"target\":\"SendMessage\",\"arguments\":[\"ann\",\"hi\"]}\u001e", "message hi")
                .hears(
                        "{\"type\":1,\"invocationId\":\"0\",\"target\":\"SendMessage\",\"arguments\":[\"ann\",\"hi\"]}\u001e",
                        "say {\"type\":3,\"invocationId\":\"0\",\"result\":null}\u001e",
                        "message hi")
                .hears("{\"type\":7}\u001e", "close 1000")
                .hears(
                        "{\"protocol\":\"messagepack\",\"version\":1}\u001e",
                        "say {\"error\":\"Only the protocol 'json' is spoken here.\"}\u001e",
                        "close 1000");
        assertEquals("{\"type\":6}\u001e", text(talk.ping(1, 0)));
        assertEquals(
                "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"flatline\",\"hi\"]}\u001e",
                text(talk.message(utf8("hi"))));
    }

    @Test
    void aClientOfCentrifugeConnectsSubscribesAndAnswersPings() {
        ClientTalk talk = Centrifuge.DIALECT.client(HeartbeatRule.NONE);

        Talking.client(
                        talk,
                        "say {\"connect\":{\"name\":\"flatline\"},\"id\":1}\n{\"subscribe\":{\"channel\":\"flatline\"},\"id\":2}")
                .hears(
                        "{\"id\":1,\"connect\":{\"client\":\"C1\",\"version\":\"0\",\"ping\":5,\"pong\":true}}\n{\"id\":2,\"subscribe\":{}}",
                        "joined 5000 0",
                        "noise")
                .hears("{}", "say {}", "pinged")
                .hears("{\"push\":{\"channel\":\"flatline\",\"pub\":{\"data\":{\"n\":1}}}}", "noise")
                .hears("{\"push\":{\"channel\":\"flatline\",\"pub\":{\"data\":\"hi\"}}}", "message hi")
                .hears("{\"push\":{\"disconnect\":{\"code\":3001,\"reason\":\"shutdown\"}}}", "sent back")
                .hears("{\"push\":{\"disconnect\":{\"code\":3501,\"reason\":\"bad request\"}}}", "sent away");
        assertEquals(
                "{\"publish\":{\"channel\":\"flatline\",\"data\":\"hi\"},\"id\":3}", text(talk.message(utf8("hi"))));
    }

    @Test
    void aClientOfCentrifugeAnswersOnlyPingsThatAskForIt() {
        RecordingEar ear = new RecordingEar();
        ClientTalk talk = Centrifuge.DIALECT.client(HeartbeatRule.NONE);
        talk.opened(ear);
        ear.take();

        talk.heard(utf8("{\"id\":1,\"connect\":{\"ping\":5}}\n{}"), 0, ear);

        assertEquals(java.util.List.of("joined 5000 0", "pinged"), ear.take());
    }

    @Test
    void aRefusedConnectOfCentrifugeIsFinalUnlessItPasses() {
        RecordingEar ear = new RecordingEar();
        ClientTalk talk = Centrifuge.DIALECT.client(HeartbeatRule.NONE);

        talk.heard(utf8("{\"id\":1,\"error\":{\"code\":101,\"message\":\"unauthorized\"}}"), 0, ear);
        talk.heard(utf8("{\"id\":1,\"error\":{\"code\":100,\"temporary\":true}}"), 0, ear);
        talk.heard(utf8("{\"id\":1,\"error\":{\"code\":109,\"message\":\"token expired\"}}"), 0, ear);

        assertEquals(java.util.List.of("sent away", "sent back", "sent back"), ear.take());
    }

    @Test
    void aServerOfCentrifugeAnswersEachCommandAndPublishesInTheChannel() {
        ServerTalk talk = Centrifuge.DIALECT
                .server(ServerProfiles.of("centrifugo").rule())
                .forConnection();

        Talking.server(talk)
                .hears(
                        "{\"connect\":{\"name\":\"js\"},\"id\":1}\n{\"subscribe\":{\"channel\":\"room\",\"flag\":1},\"id\":2}",
                        "say {\"id\":1,\"connect\":{\"client\":\"E1\",\"version\":\"flatline\",\"ping\":25,\"pong\":true}}",
                        "noise",
                        "say {\"id\":2,\"subscribe\":{}}",
                        "noise")
                .hearsAfterPing(1, "{}", "answered")
                .hears("{}", "close 3501")
                .hears(
                        "{\"publish\":{\"channel\":\"room\",\"data\":\"hi\"},\"id\":3}",
                        "say {\"id\":3,\"publish\":{}}",
                        "message hi")
                .hears("{\"rpc\":{\"data\":\"hi\"},\"id\":4}", "say {\"id\":4,\"rpc\":{}}", "message hi")
                .hears(
                        "{\"history\":{},\"id\":5}",
                        "say {\"id\":5,\"error\":{\"code\":104,\"message\":\"method not found\"}}",
                        "noise");
        assertEquals("{}", text(talk.ping(1, 0)));
        assertEquals("{\"push\":{\"channel\":\"room\",\"pub\":{\"data\":\"hi\"}}}", text(talk.message(utf8("hi"))));
    }

    @Test
    void aServerOfCentrifugeThatDoesNotPingAnnouncesNone() {
        ServerTalk talk = Centrifuge.DIALECT.server(HeartbeatRule.NONE).forConnection();

        Talking.server(talk)
                .hears(
                        "{\"connect\":{},\"id\":1}",
                        "say {\"id\":1,\"connect\":{\"client\":\"E1\",\"version\":\"flatline\"}}",
                        "noise");
    }

    @Test
    void aClientOfCentrifugeWaitsTenSecondsMoreThanTheInterval() {
        HeartbeatRule waits = HeartbeatRule.NONE
                .withActivity(Activity.ANY_BYTES)
                .withExpiry(Expiry.silent(35 * SECOND, OnExpiry.CUT));

        assertEquals(
                waits.withExpiry(Expiry.silent(15 * SECOND, OnExpiry.CUT)),
                Centrifuge.DIALECT.tuned(waits, new Terms(5 * SECOND, 0)));
        assertEquals(waits.withExpiry(Expiry.NONE), Centrifuge.DIALECT.tuned(waits, Terms.NONE));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
