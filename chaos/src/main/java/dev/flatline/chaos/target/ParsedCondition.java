package dev.flatline.chaos.target;

import java.util.function.Predicate;

/** A condition made from its key and value, which are what it is compared by. */
final class ParsedCondition implements Condition {

    private final String key;
    private final String value;
    private final boolean needsRequest;
    private final Predicate<ConnectionFacts> test;

    ParsedCondition(String key, String value, boolean needsRequest, Predicate<ConnectionFacts> test) {
        this.key = key;
        this.value = value;
        this.needsRequest = needsRequest;
        this.test = test;
    }

    @Override
    public boolean meets(ConnectionFacts connection) {
        return (!needsRequest || connection.request() != null) && test.test(connection);
    }

    @Override
    public boolean needsRequest() {
        return needsRequest;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParsedCondition that && that.key.equals(key) && that.value.equals(value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + value.hashCode();
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
