package dev.flatline.chaos.target;

import dev.flatline.core.connection.ClientIdentity;
import java.util.function.Predicate;

/** Clients of the fleet, by their index; both ends are in the range. */
record ClientRange(int first, int last) implements Predicate<ConnectionFacts> {

    static ClientRange parse(String text) {
        int dash = text.indexOf('-');
        int first = ClientIdentity.parse(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : ClientIdentity.parse(text.substring(dash + 1));
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("the index of a client or a range of them, such as 7 or 10-99");
        }
        return new ClientRange(first, last);
    }

    @Override
    public boolean test(ConnectionFacts connection) {
        return connection.client() >= first && connection.client() <= last;
    }
}
