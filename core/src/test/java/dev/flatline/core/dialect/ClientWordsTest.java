package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients say that chose their words. The frames are those of the client libraries. */
class ClientWordsTest {

    @Test
    void aClientOfSocketIoSaysWhoItIsAndCallsItsEvents() {
        ClientTalk talk = client(EngineIo4.DIALECT, Map.of("auth", "{\"token\":\"t1\"}", "event", "chat"));

        Talking.client(talk)
                .hears("0{\"sid\":\"E1\"}", "say 40{\"token\":\"t1\"}")
                .hears("40{\"sid\":\"S1\"}", "joined 0 0")
                .hears("42[\"message\",\"not called so\"]", "noise")
                .hears("42[\"chat\",\"hi\"]", "message hi")
                .hears("44{\"message\":\"no\"}", "sent away");
        assertEquals("42[\"chat\",\"hi\"]", message(talk));
    }

    @Test
    void aServerOfSocketIoCallsItsMessagesLikeTheLastOneOfTheClient() {
        ServerTalk shared = EngineIo4.DIALECT.server(HeartbeatRule.NONE);
        ServerTalk talk = shared.forConnection();
        RecordingEar ear = new RecordingEar();

        talk.heard(utf8("40{\"token\":\"t1\"}"), 0, ear);
        talk.heard(utf8("42[\"chat\",\"hi\"]"), 0, ear);

        assertEquals("42[\"chat\",\"hi\"]", text(talk.message(ear.messages.get(0))));
        assertEquals("42[\"message\",\"hi\"]", text(shared.forConnection().message(utf8("hi"))));
    }

    @Test
    void aClientOfVersion2CallsItsEvents() {
        assertEquals("42[\"chat\",\"hi\"]", message(client(EngineIo3.DIALECT, Map.of("event", "chat"))));
    }

    @Test
    void aClientOfCentrifugoShowsItsTokenAndSubscribesToItsChannel() {
        ClientTalk talk = client(Centrifuge.DIALECT, Map.of("token", "t\"1", "channel", "news"));

        Talking.client(
                        talk,
                        "say {\"connect\":{\"token\":\"t\\\"1\",\"name\":\"flatline\"},\"id\":1}\n"
                                + "{\"subscribe\":{\"channel\":\"news\"},\"id\":2}")
                .hears("{\"id\":1,\"error\":{\"code\":101,\"message\":\"unauthorized\"}}", "sent away")
                .hears("{\"id\":1,\"error\":{\"code\":109,\"message\":\"token expired\"}}", "sent back")
                .hears("{\"id\":2,\"error\":{\"code\":103,\"message\":\"permission denied\"}}", "sent away");
        assertEquals("{\"publish\":{\"channel\":\"news\",\"data\":\"hi\"},\"id\":3}", message(talk));
    }

    @Test
    void aClientOfCentrifugoWithATokenAloneStaysWithoutItsChannel() {
        Talking.client(
                        client(Centrifuge.DIALECT, Map.of("token", "t1")),
                        "say {\"connect\":{\"token\":\"t1\",\"name\":\"flatline\"},\"id\":1}\n"
                                + "{\"subscribe\":{\"channel\":\"flatline\"},\"id\":2}")
                .hears("{\"id\":2,\"error\":{\"code\":103,\"message\":\"permission denied\"}}", "noise");
    }

    @Test
    void aClientOfPhoenixThatChoseItsTopicDoesNotStayWithoutIt() {
        ClientTalk talk = client(Phoenix.DIALECT, Map.of("topic", "room:7", "params", "{\"token\":\"t1\"}"));

        Talking.client(talk, "say [\"0\",\"0\",\"room:7\",\"phx_join\",{\"token\":\"t1\"}]")
                .hears(
                        "[\"0\",\"0\",\"room:7\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"unauthorized\"}}]",
                        "sent back")
                .hears("[\"0\",\"0\",\"room:7\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]", "joined 0 0");
        assertEquals("[\"0\",\"m\",\"room:7\",\"new_msg\",{\"body\":\"hi\"}]", message(talk));
    }

    @Test
    void aClientOfActionCableNamesItsChannelByClassOrByIdentifier() {
        String room = "\"{\\\"channel\\\":\\\"RoomChannel\\\"}\"";
        String seven = "\"{\\\"channel\\\":\\\"RoomChannel\\\",\\\"id\\\":7}\"";

        Talking.client(client(ActionCable.DIALECT, Map.of("channel", "RoomChannel")))
                .hears(
                        "{\"type\":\"welcome\"}",
                        "say {\"command\":\"subscribe\",\"identifier\":" + room + "}",
                        "noise");
        Talking.client(client(ActionCable.DIALECT, Map.of("channel", "{\"channel\":\"RoomChannel\",\"id\":7}")))
                .hears(
                        "{\"type\":\"welcome\"}",
                        "say {\"command\":\"subscribe\",\"identifier\":" + seven + "}",
                        "noise")
                .hears("{\"identifier\":" + seven + ",\"type\":\"reject_subscription\"}", "sent back");
    }

    @Test
    void aClientOfSignalRCallsItsMethod() {
        assertEquals(
                "{\"type\":1,\"target\":\"Say\",\"arguments\":[\"flatline\",\"hi\"]}\u001e",
                message(client(SignalR.DIALECT, Map.of("method", "Say"))));
    }

    private static ClientTalk client(Dialect dialect, Map<String, String> words) {
        return dialect.client(HeartbeatRule.NONE, new ClientWords(words));
    }

    private static String message(ClientTalk talk) {
        return text(talk.message(utf8("hi")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
