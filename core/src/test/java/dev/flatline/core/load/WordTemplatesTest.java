package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.dialect.ClientWord;
import dev.flatline.core.dialect.ClientWords;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordTemplatesTest {

    private static final ClientRows ROWS =
            new ClientRows(List.of("user", "token"), List.of(List.of("ann", "t\"1"), List.of("bob", "t2")));
    private static final ClientPlan PLAN = ClientPlan.plain(
                    HeartbeatRule.NONE, ExponentialBackoff.fixed(1, Jitter.NONE, 0), 1)
            .withRequest(new RequestPlan("", List.of(), List.of(), false, ROWS))
            .withDialect(EngineIo4.DIALECT);

    @Test
    void everyClientHasTheWordsOfItsRow() {
        ClientGroup group = group(PLAN.withWords(new ClientWords(
                Map.of("auth", "{\"a\":{\"t\":\"{token}\"},\"n\":{client}}", "event", "{group}-{{{user}}}"))));

        assertEquals(
                Map.of("auth", "{\"a\":{\"t\":\"t\\\"1\"},\"n\":2}", "event", "web-{ann}"),
                group.client(2).words().texts());
    }

    @Test
    void clientsWithoutWordsShareTheirPlan() {
        ClientGroup group = group(PLAN);

        assertSame(group.client(), group.client(1));
    }

    @Test
    void anUnknownColumnInJsonIsRefusedWithTheNearestOne() {
        ClientWord auth = new ClientWord("auth", ClientWord.Kind.JSON);

        Exception refused = assertThrows(
                IllegalArgumentException.class,
                () -> WordTemplates.filled(auth, "{\"t\":\"{tokn}\"}", 0, "web", ROWS.columns(), ROWS.of(0)));

        assertEquals("found {tokn}; did you mean 'token'?", refused.getMessage());
    }

    private static ClientGroup group(ClientPlan plan) {
        return new ClientGroup("web", 10, new ConstantRate(1), plan);
    }
}
