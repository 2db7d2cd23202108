package dev.flatline.peers;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Connections that are opened at a rate, held, and say a text from time to time. */
public final class HeldConnections extends Simulation {

    private static final int CONNECTIONS = Integer.getInteger("peers.connections");
    private static final int PER_SECOND = Integer.getInteger("peers.rate");
    private static final int EVERY_SECONDS = Integer.getInteger("peers.every");
    private static final int TEXTS = Integer.getInteger("peers.texts");
    private static final String TEXT = System.getProperty("peers.text");

    public HeldConnections() {
        ScenarioBuilder held = scenario("held")
                .exec(ws("connect").connect("/"))
                .repeat(TEXTS)
                .on(pause(Duration.ofSeconds(EVERY_SECONDS)).exec(ws("text").sendText(TEXT)))
                .pause(Duration.ofSeconds(EVERY_SECONDS))
                .exec(ws("close").close());
        setUp(held.injectOpen(constantUsersPerSec(PER_SECOND).during(Duration.ofSeconds(CONNECTIONS / PER_SECOND))))
                .protocols(http.wsBaseUrl(System.getProperty("peers.url")));
    }
}
