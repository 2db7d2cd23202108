package dev.flatline.scenarios.file;

import java.util.List;
import java.util.Map;

/** A value of a YAML document with its place. Scalars stay text: what they mean is the reader's business. */
sealed interface YamlValue {

    /** Where it begins. */
    Origin origin();

    /** What it is, for people. */
    String kind();

    /** A single value; empty when nothing was written. */
    record Scalar(Origin origin, String text) implements YamlValue {
        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "'" + text + "'";
        }
    }

    /** Keys and values, in the order of the file; can be changed. */
    record Mapping(Origin origin, Map<String, Entry> entries) implements YamlValue {
        @Override
        public String kind() {
            return "keys with values";
        }
    }

    /** A list; can be changed. */
    record Sequence(Origin origin, List<YamlValue> items) implements YamlValue {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** The value of a key, with the place of the key. */
    record Entry(Origin key, YamlValue value) {}
}
