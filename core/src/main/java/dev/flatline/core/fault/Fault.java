package dev.flatline.core.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What goes wrong: data only. How it is done and undone belongs to the engine that runs the plan.
 *
 * <p>{@link #label()} is the name in scenario files, ledgers and reports.
 */
public sealed interface Fault {

    /** The name in scenario files, ledgers and reports. */
    String label();

    /** Whether a connection that it hits is of no use while it lasts (or from then on). */
    boolean disables();

    /** Whether a connection that it hits dies without a word: no FIN, no RST, nothing forwarded. */
    default boolean silent() {
        return false;
    }

    /** What a connection really sees of it, in a sentence or two for people: who acknowledges, who is told, what new ones meet. */
    String effect();

    /** What TCP tells whoever holds a connection that it is on. */
    FaultSign sign();

    /**
     * Silent death: nothing is forwarded in either direction, FIN and RST are withheld. What was read is held and
     * delivered in order if the connection is still alive when the fault ends, as TCP would.
     */
    record Blackhole() implements Fault {
        @Override
        public String label() {
            return "blackhole";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public boolean silent() {
            return true;
        }

        @Override
        public String effect() {
            return "nothing is forwarded either way, FIN and RST are withheld; what is sent is still acknowledged by the kernel before"
                    + " the fault, so TCP notices nothing; new connections are established and hang; what was held is delivered at its"
                    + " end";
        }

        @Override
        public FaultSign sign() {
            return FaultSign.FROZEN;
        }
    }

    /**
     * Every chunk is late, in each direction, and order is kept.
     *
     * @param delayNanos the least delay
     * @param jitterNanos uniform extra in [0, jitter]
     */
    record Latency(long delayNanos, long jitterNanos) implements Fault {

        /** Checks the ranges. */
        public Latency {
            if (delayNanos < 0 || jitterNanos < 0 || delayNanos + jitterNanos == 0) {
                throw new IllegalArgumentException("latency needs delay or jitter longer than 0");
            }
        }

        @Override
        public String label() {
            return "latency";
        }

        @Override
        public boolean disables() {
            return false;
        }

        @Override
        public String effect() {
            return "every byte is late and none is lost; it is acknowledged before it is delayed, so TCP sees a fast network; FIN and"
                    + " RST are late, too; new connections open as late";
        }

        @Override
        public FaultSign sign() {
            return FaultSign.SLOW;
        }
    }

    /** Connections are reset: those that stand when it begins, and new ones for as long as it lasts. */
    record Reset() implements Fault {
        @Override
        public String label() {
            return "reset";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public String effect() {
            return "an RST at once, on both sides; new connections are established by the kernel and reset before they are upgraded";
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }
    }

    /** New connections are refused for as long as it lasts; those that stand are left alone. */
    record Refuse() implements Fault {
        @Override
        public String label() {
            return "refuse";
        }

        @Override
        public boolean disables() {
            return false;
        }

        @Override
        public String effect() {
            return "connections that stand see nothing of it; new ones are established by the kernel and reset before they are"
                    + " upgraded";
        }

        @Override
        public FaultSign sign() {
            return FaultSign.ARRIVALS;
        }
    }

    /** The server goes away with all its connections, without a Close frame, and comes back when the fault ends. */
    record ServerRestart() implements Fault {
        @Override
        public String label() {
            return "server-restart";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public String effect() {
            return "the server closes its sockets: a FIN, or an RST where bytes were unread, at once and without a Close frame; nobody"
                    + " listens until it is back, so new connections are refused";
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }
    }

    /**
     * Something is done from outside to servers that the run started, or was given by name.
     *
     * @param action what
     * @param replicas to which of them
     */
    record OnReplicas(ReplicaAction action, ReplicaChoice replicas) implements Fault {
        @Override
        public String label() {
            return action.label();
        }

        @Override
        public boolean disables() {
            return action.disables();
        }

        @Override
        public boolean silent() {
            return action.silent();
        }

        @Override
        public String effect() {
            return action.effect();
        }

        @Override
        public FaultSign sign() {
            return action.sign();
        }
    }

    /**
     * A toxic of the fault proxy, by its name: what it does, and which attributes it has, is known where it is done.
     *
     * @param type its type, which is the label
     * @param directions those it is on, at least one
     * @param attributes by their names, in the order of the type
     * @param disables what its type says of {@link Fault#disables}
     * @param silent what its type says of {@link Fault#silent}; only what disables can be
     * @param effect what its type says of itself
     */
    record Toxic(
            String type,
            Set<Direction> directions,
            Map<String, String> attributes,
            boolean disables,
            boolean silent,
            String effect)
            implements Fault {

        /** Checks and copies. */
        public Toxic {
            directions = Set.copyOf(directions);
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            if (directions.isEmpty()) {
                throw new IllegalArgumentException("a toxic needs at least one direction");
            }
            if (silent && !disables) {
                throw new IllegalArgumentException("a silent toxic leaves no connection of use");
            }
        }

        @Override
        public String label() {
            return type;
        }

        /** {@inheritDoc} What ends connections may do so after a while, or say nothing until then: its effect says which. */
        @Override
        public FaultSign sign() {
            if (silent) {
                return "kernel".equals(attributes.get("mode")) ? FaultSign.CUT : FaultSign.FROZEN;
            }
            return type.startsWith("reset") ? FaultSign.CLOSED : FaultSign.OTHER;
        }
    }
}
