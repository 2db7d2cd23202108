package dev.flatline.core.dialect;

import java.util.List;

/** A client of {@link Centrifuge} that chose its token or its channel; those that did not need no room for them. */
final class CentrifugeLogin extends CentrifugeClient {

    private static final ClientWord TOKEN = ClientWord.text("token");
    private static final ClientWord CHANNEL = ClientWord.text("channel");
    static final List<ClientWord> WORDS = List.of(TOKEN, CHANNEL);

    private final byte[] greeting;
    private final byte[] publish;
    private final boolean mustSubscribe;

    CentrifugeLogin(ClientWords words) {
        String token = words.has(TOKEN) ? "\"token\":" + words.string(TOKEN, "") + "," : "";
        String channel = words.string(CHANNEL, Words.CLIENT);
        this.greeting = greeting(token, channel);
        this.publish = publish(channel);
        this.mustSubscribe = words.has(CHANNEL);
    }

    @Override
    byte[] greeting() {
        return greeting;
    }

    @Override
    byte[] publish() {
        return publish;
    }

    @Override
    boolean mustSubscribe() {
        return mustSubscribe;
    }
}
