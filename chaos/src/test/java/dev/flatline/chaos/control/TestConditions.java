package dev.flatline.chaos.control;

import dev.flatline.chaos.target.Condition;
import dev.flatline.chaos.target.ConnectionFacts;

/** Conditions for tests: {@code group} and {@code path}, with any value but an empty one. */
final class TestConditions {

    private TestConditions() {}

    static Condition of(String key, String value) {
        if (!key.equals("group") && !key.equals("path")) {
            throw new IllegalArgumentException("target: unknown condition " + key + "; accepted: group, path");
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + ": must not be empty");
        }
        return new Named(key, value);
    }

    private record Named(String key, String value) implements Condition {
        @Override
        public boolean meets(ConnectionFacts connection) {
            return true;
        }

        @Override
        public boolean needsRequest() {
            return false;
        }
    }
}
