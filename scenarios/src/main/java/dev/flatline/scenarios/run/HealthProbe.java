package dev.flatline.scenarios.run;

import java.util.Map;

/** Looks at a part of the machine or of a process, which may take a while: never on an event loop. */
public interface HealthProbe {

    /** Where a probe says what it sees: each by the name of its metric. */
    interface Sheet {

        /** A level. */
        void gauge(String name, double value);

        /** What was counted since the start of the run. */
        void count(String name, long value);

        /** What cannot be seen, and why. */
        void absent(String name, String reason);
    }

    /** Looks, so many nanoseconds after the last look. */
    void look(Sheet sheet, long sinceLastNanos);

    /** A sheet over three maps. */
    record Maps(Map<String, Double> gauges, Map<String, Long> counts, Map<String, String> reasons) implements Sheet {

        @Override
        public void gauge(String name, double value) {
            gauges.put(name, value);
        }

        @Override
        public void count(String name, long value) {
            counts.put(name, value);
        }

        @Override
        public void absent(String name, String reason) {
            reasons.put(name, reason);
        }
    }
}
