package dev.flatline.chaos.control.v1;

import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.core.text.Durations;
import java.util.Optional;

/** Parameters of a query, checked. */
final class Parameters {

    private static final int MAX_DIGITS = 18;

    private Parameters() {}

    /** A whole number in a range. */
    static long whole(Request request, String name, long fallback, long least, long most) {
        String text = request.query(name).orElse(String.valueOf(fallback));
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw ControlException.bad(
                    name + ": '" + text + "', accepted is a whole number from " + least + " to " + most);
        }
        return value;
    }

    /** A duration, in nanoseconds. */
    static long nanos(Request request, String name, long fallback) {
        Optional<String> text = request.query(name);
        try {
            return text.map(Durations::nanos).orElse(fallback);
        } catch (IllegalArgumentException refused) {
            throw ControlException.bad(name + ": '" + text.orElse("") + "', accepted is " + refused.getMessage());
        }
    }

    /** Yes or no; no if it is not there, yes if it has no value. */
    static boolean flag(Request request, String name) {
        String text = request.query(name).orElse("false");
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            throw ControlException.bad(name + ": '" + text + "', accepted is true or false");
        }
        return !text.equals("false");
    }
}
