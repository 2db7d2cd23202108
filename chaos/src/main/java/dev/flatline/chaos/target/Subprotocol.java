package dev.flatline.chaos.target;

/** A subprotocol that the upgrade request offers. */
record Subprotocol(String name) implements RequestTest {

    static Subprotocol parse(String text) {
        if (!Header.isToken(text)) {
            throw new IllegalArgumentException("the name of one subprotocol, such as mqtt");
        }
        return new Subprotocol(text);
    }

    @Override
    public boolean passes(RequestFacts request) {
        return request.subprotocols().contains(name);
    }
}
