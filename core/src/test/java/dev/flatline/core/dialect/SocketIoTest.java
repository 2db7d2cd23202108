package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The frames are those of recorded sessions of socket.io-client 4.8.4 and 2.5.0. */
class SocketIoTest {

    private static final long MS = 1_000_000;
    private static final String OPEN = "0{\"sid\":\"E1\",\"upgrades\":[],\"pingInterval\":5000,\"pingTimeout\":4000}";
    private static final String SAID_OPEN = "say " + OPEN.replace("4000}", "4000,\"maxPayload\":1000000}");
    private static final HeartbeatRule WAITS_FOR_PINGS =
            HeartbeatRule.NONE.withActivity(Activity.PEER_PINGS).withExpiry(Expiry.silent(45_000 * MS, OnExpiry.CUT));
    private static final HeartbeatRule PINGS = HeartbeatRule.NONE
            .withActivity(Activity.MESSAGES)
            .withPings(Pings.of(PingFrame.text("2", "3"), 25_000 * MS, Cadence.AFTER_ANSWER))
            .withExpiry(Expiry.silent(45_000 * MS, OnExpiry.CUT));

    @Test
    void aClientOfVersion4JoinsAndAnswersPings() {
        Talking.client(EngineIo4.DIALECT.client(WAITS_FOR_PINGS))
                .hears(OPEN, "say 40")
                .hears("40{\"sid\":\"S1\"}", "joined 5000 4000")
                .hears("42[\"hello\",{\"n\":1}]", "noise")
                .hears("2", "say 3", "pinged")
                .hears("42[\"message\",\"a \\\"b\\\"\"]", "message a \"b\"")
                .hears("4217[\"message\",\"asks for an ack\"]", "message asks for an ack")
                .hears("42/admin,[\"message\",\"elsewhere\"]", "noise")
                .hears("1", "noise")
                .hears("41", "sent away");
    }

    @Test
    void aClientOfVersion4DoesNotJoinAServerOfVersion2() {
        Talking.client(EngineIo4.DIALECT.client(WAITS_FOR_PINGS))
                .hears(OPEN, "say 40")
                .hears("40", "noise");
    }

    @Test
    void aRefusedNamespaceEndsAClientOfVersion4() {
        Talking.client(EngineIo4.DIALECT.client(WAITS_FOR_PINGS))
                .hears(OPEN, "say 40")
                .hears("44{\"message\":\"no\"}", "sent away");
    }

    @Test
    void aServerOfVersion4SaysItsIntervalsAndPings() {
        ServerTalk talk = EngineIo4.DIALECT.server(server("engine.io-4", 5_000, 4_000));

        Talking.server(talk, SAID_OPEN)
                .hears("40", "say 40{\"sid\":\"E1\"}", "noise")
                .hears("3", "noise")
                .hearsAfterPing(1, "3", "answered")
                .hears("42[\"message\",\"hi\"]", "message hi")
                .hears("42[\"chat\",{}]", "noise")
                .hears("2", "close 1005")
                .hears("x", "close 1005");
        assertEquals("2", text(talk.ping(1, 0)));
        assertEquals("42[\"message\",\"a\\\"b\"]", text(talk.message("a\"b".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aServerOfVersion4WithoutPingsLetsItsClientsWait() {
        Talking.server(
                EngineIo4.DIALECT.server(HeartbeatRule.NONE),
                "say 0{\"sid\":\"E1\",\"upgrades\":[],\"pingInterval\":1073741823,\"pingTimeout\":1073741823,"
                        + "\"maxPayload\":1000000}");
    }

    @Test
    void aClientOfVersion2PingsAndIsJoinedUnasked() {
        ClientTalk talk = EngineIo3.DIALECT.client(PINGS);

        Talking.client(talk)
                .hears(OPEN, "noise")
                .hears("40", "joined 5000 4000")
                .hearsAfterPing(1, "3", "answered")
                .hears("42[\"message\",\"hi\"]", "message hi")
                .hears("41", "sent away");
        assertEquals("2", text(talk.ping(1)));
        assertEquals("42[\"message\",\"hi\"]", text(talk.message("hi".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aServerOfVersion2JoinsUnaskedAndAnswersPings() {
        Talking.server(EngineIo3.DIALECT.server(server("engine.io-3", 5_000, 4_000)), SAID_OPEN, "say 40")
                .hears("2", "say 3", "pinged")
                .hears("2probe", "say 3probe", "pinged")
                .hears("42[\"message\",\"hi\"]", "message hi")
                .hears("", "close 1005");
    }

    @Test
    void theIntervalsOfTheServerAreThoseThatAClientKeeps() {
        Terms terms = new Terms(5_000 * MS, 4_000 * MS);

        HeartbeatRule version4 = EngineIo4.DIALECT.tuned(WAITS_FOR_PINGS, terms);
        HeartbeatRule version2 = EngineIo3.DIALECT.tuned(PINGS, terms);

        assertEquals(WAITS_FOR_PINGS.withExpiry(Expiry.silent(9_000 * MS, OnExpiry.CUT)), version4);
        assertEquals(9_000 * MS, version2.expiry().timeoutNanos());
        assertEquals(5_000 * MS, version2.pings().everyNanos());
        assertEquals(Cadence.AFTER_ANSWER, version2.pings().cadence());
    }

    @Test
    void clientsOfOneServerShareTheirRule() {
        HeartbeatRule first = EngineIo4.DIALECT.tuned(WAITS_FOR_PINGS, new Terms(5_000 * MS, 4_000 * MS));

        assertSame(first, EngineIo4.DIALECT.tuned(WAITS_FOR_PINGS, new Terms(5_000 * MS, 4_000 * MS)));
    }

    @Test
    void aClientThatWaitsForNothingIsNotTuned() {
        Terms terms = new Terms(5_000 * MS, 4_000 * MS);

        assertSame(HeartbeatRule.NONE, EngineIo4.DIALECT.tuned(HeartbeatRule.NONE, terms));
        assertSame(HeartbeatRule.NONE, EngineIo3.DIALECT.tuned(HeartbeatRule.NONE, terms));
        assertSame(WAITS_FOR_PINGS, EngineIo4.DIALECT.tuned(WAITS_FOR_PINGS, Terms.NONE));
    }

    private static HeartbeatRule server(String profile, long everyMillis, long timeoutMillis) {
        return ServerProfiles.of(profile)
                .rule(ParameterValues.NONE
                        .with("ping-interval", everyMillis * MS)
                        .with("ping-timeout", timeoutMillis * MS));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
