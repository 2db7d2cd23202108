package dev.flatline.chaos.target;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.flatline.wire.UpgradeHead;
import dev.flatline.wire.UpgradeHeadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Connections and upgrade requests, as a proxy reads them. */
final class Requests {

    private static final String HANDSHAKE = """
            Host: server.example.com\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            """;

    private Requests() {}

    static UpgradeHead head(String target, String... headers) {
        StringBuilder text =
                new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n").append(HANDSHAKE);
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        ByteBuf bytes = Unpooled.copiedBuffer(text.append("\r\n"), StandardCharsets.ISO_8859_1);
        return assertInstanceOf(UpgradeHead.class, new UpgradeHeadReader(65_536).read(bytes));
    }

    static HeadFacts facts(String target, String... headers) {
        return HeadFacts.of(head(target, headers));
    }

    /** A connection that has asked. */
    static ConnectionFacts asked(long number, String target, String... headers) {
        return asked(IdentitySource.NONE, number, target, headers);
    }

    /** A connection that has asked a proxy that looks for its client there. */
    static ConnectionFacts asked(IdentitySource source, long number, String target, String... headers) {
        ConnectionFacts connection = silent(number);
        connection.asked(facts(target, headers), source);
        return connection;
    }

    /** A connection of a client of the fleet. */
    static ConnectionFacts client(long number, int client) {
        return asked(number, "/", "X-Flatline-Client: " + client);
    }

    /** A connection that has not asked yet. */
    static ConnectionFacts silent(long number) {
        return new ConnectionFacts(number, null, 0);
    }

    static ConnectionFacts from(String address) {
        try {
            return from(InetAddress.getByName(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    static ConnectionFacts from(InetAddress address) {
        return new ConnectionFacts(1, new InetSocketAddress(address, 50_000), 0);
    }

    /** Whether a connection meets a condition. */
    static boolean meets(String key, String value, ConnectionFacts connection) {
        return Conditions.of(key, value).meets(connection);
    }
}
