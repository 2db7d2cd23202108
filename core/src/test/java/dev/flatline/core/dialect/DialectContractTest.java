package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.ServerProfiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dialect: both of its sides understand each other, and neither falls over. */
class DialectContractTest {

    private static final int MANY = 20_000;
    private static final List<String> PAYLOADS =
            List.of("fl:12:345:......", "", "\"\\", "\n\u001e\u0000", "é€😀", "{\"body\":\"[1]\"}", "]}}");

    static Stream<Dialect> all() {
        return Dialects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aClientJoinsAServerAndHasItsMessagesEchoed(Dialect dialect) {
        ClientTalk client = dialect.client(HeartbeatRule.NONE);
        ServerTalk server = dialect.server(HeartbeatRule.NONE).forConnection();
        RecordingEar atClient = new RecordingEar();
        RecordingEar atServer = new RecordingEar();
        server.opened(atServer);
        client.opened(atClient);
        exchange(client, atClient, server, atServer);
        assertTrue(atClient.take().stream().anyMatch(told -> told.startsWith("joined")));

        for (String payload : PAYLOADS) {
            server.heard(client.message(payload.getBytes(StandardCharsets.UTF_8)), 0, atServer);
            client.heard(server.message(atServer.messages.get(atServer.messages.size() - 1)), 0, atClient);
            assertEquals(
                    payload, new String(atClient.messages.get(atClient.messages.size() - 1), StandardCharsets.UTF_8));
        }

        assertEquals(PAYLOADS.size(), atServer.messages.size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aClientWithWordsOfItsOwnJoinsAndHasItsMessagesEchoed(Dialect dialect) {
        ClientWords words = words(dialect);
        ClientTalk client = dialect.client(HeartbeatRule.NONE, words);
        ServerTalk server = dialect.server(HeartbeatRule.NONE).forConnection();
        RecordingEar atClient = new RecordingEar();
        RecordingEar atServer = new RecordingEar();
        server.opened(atServer);
        client.opened(atClient);
        exchange(client, atClient, server, atServer);
        assertTrue(atClient.take().stream().anyMatch(told -> told.startsWith("joined")));

        server.heard(client.message(new byte[] {'h', 'i'}), 0, atServer);
        byte[] back = server.message(atServer.messages.get(0));
        client.heard(back, 0, atClient);

        assertEquals("hi", new String(atClient.messages.get(0), StandardCharsets.UTF_8));
    }

    /** Without words of its own there is no talk of its own where there was none: no memory more. */
    @ParameterizedTest
    @MethodSource("all")
    void aClientWithoutWordsSharesWhatItShared(Dialect dialect) {
        ClientTalk one = dialect.client(HeartbeatRule.NONE);
        ClientTalk other = dialect.client(HeartbeatRule.NONE, ClientWords.NONE);

        assertSame(one.getClass(), other.getClass());
        if (one == dialect.client(HeartbeatRule.NONE)) {
            assertSame(one, other);
        }
    }

    private static ClientWords words(Dialect dialect) {
        Map<String, String> texts = new HashMap<>();
        for (ClientWord word : dialect.words()) {
            texts.put(word.name(), word.isJson("x") ? "{\"a\":\"\\\"}\"}" : "a \"}\\ é");
        }
        return new ClientWords(texts);
    }

    private static void exchange(ClientTalk client, RecordingEar atClient, ServerTalk server, RecordingEar atServer) {
        while (!atClient.said.isEmpty() || !atServer.said.isEmpty()) {
            List<byte[]> up = List.copyOf(atClient.said);
            List<byte[]> down = List.copyOf(atServer.said);
            atClient.said.clear();
            atServer.said.clear();
            up.forEach(text -> server.heard(text, 0, atServer));
            down.forEach(text -> client.heard(text, 0, atClient));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noInputMakesEitherSideThrow(Dialect dialect) {
        Random random = new Random(11);
        RecordingEar ear = new RecordingEar();
        ClientTalk client = dialect.client(HeartbeatRule.NONE);
        ServerTalk server = dialect.server(HeartbeatRule.NONE).forConnection();
        List<byte[]> known = words(client, server, ear);

        for (int i = 0; i < MANY; i++) {
            byte[] text = damaged(known.get(random.nextInt(known.size())), random);
            client.heard(text, i % 3, ear);
            server.heard(text, i % 3, ear);
            server.message(text);
            client.message(text);
        }

        assertTrue(ear.take().size() >= MANY);
    }

    private static List<byte[]> words(ClientTalk client, ServerTalk server, RecordingEar ear) {
        client.opened(ear);
        server.opened(ear);
        ear.say(client.message("a\"b".getBytes(StandardCharsets.UTF_8)));
        ear.say(server.message("a\"b".getBytes(StandardCharsets.UTF_8)));
        ear.say("[null,\"1\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]"
                .getBytes(StandardCharsets.UTF_8));
        ear.say(new byte[16]);
        return List.copyOf(ear.said);
    }

    private static byte[] damaged(byte[] text, Random random) {
        byte[] damaged = java.util.Arrays.copyOf(text, random.nextInt(text.length + 2));
        for (int hits = random.nextInt(4); hits > 0 && damaged.length > 0; hits--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDialectIsFoundByItsName(Dialect dialect) {
        assertSame(dialect, Dialects.of(dialect.name()));
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> Dialects.of("phoenics"));

        assertEquals(
                "unknown dialect 'phoenics'; accepted is plain, engine.io-4, engine.io-3, phoenix, actioncable, signalr,"
                        + " centrifuge (did you mean phoenix?)",
                unknown.getMessage());
    }

    /** The preset's own words are those of the dialect, so that both ways to say it are one. */
    @Test
    void thePingsOfAPresetAreThoseOfItsDialect() {
        for (String profile : List.of("engine.io-4", "signalr", "actioncable", "centrifugo")) {
            HeartbeatRule rule = ServerProfiles.of(profile).rule();
            Dialect dialect = Dialects.of(profile.equals("centrifugo") ? "centrifuge" : profile);
            byte[] preset = rule.pings().frame().text(1, 5).getBytes(StandardCharsets.UTF_8);

            assertArrayEquals(preset, dialect.server(rule).ping(1, 5), profile);
        }
    }
}
