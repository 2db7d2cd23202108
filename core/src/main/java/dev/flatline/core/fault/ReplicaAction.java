package dev.flatline.core.fault;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something that is done to a server from outside, whatever it runs in: data only. {@link #label()} is the name in scenario
 * files, ledgers and reports; {@link #effect()} says what a connection really sees of it.
 */
public sealed interface ReplicaAction {

    /** The name in scenario files, ledgers and reports. */
    String label();

    /** Whether the connections of the server are of no use while it lasts, or from then on. */
    boolean disables();

    /** Whether those connections die without a word: no FIN, no RST. */
    default boolean silent() {
        return false;
    }

    /** Whether it is on connections, too, that come to the server while it lasts; with the others, none can come. */
    default boolean hitsArrivals() {
        return silent() || !disables();
    }

    /** What a connection really sees of it, in a sentence or two for people. */
    String effect();

    /** What TCP tells whoever holds a connection to the server. */
    FaultSign sign();

    /** Frozen, and thawed at its end: the freezer of a container's cgroup, SIGSTOP and SIGCONT for a process. */
    record Pause() implements ReplicaAction {
        @Override
        public String label() {
            return "pause";
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
        public FaultSign sign() {
            return FaultSign.FROZEN;
        }

        @Override
        public String effect() {
            return "the program is frozen, its kernel is not: bytes are still acknowledged and new connections still"
                    + " established, so TCP notices nothing; what was sent meanwhile is answered at its end";
        }
    }

    /**
     * Sent a signal; if that ends it, it is started again at the end.
     *
     * @param signal the name without SIG: KILL, TERM, INT, HUP, QUIT, USR1, USR2
     */
    record Kill(String signal) implements ReplicaAction {
        @Override
        public String label() {
            return "kill";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }

        @Override
        public String effect() {
            return "the kernel closes the sockets of a process that ends: a FIN, or an RST where bytes were unread, at once and"
                    + " without a Close frame; nobody listens until it is started again";
        }
    }

    /**
     * Told to end, killed if it has not within the grace, started again at the end.
     *
     * @param graceNanos how long it has, 0 or more
     */
    record Stop(long graceNanos) implements ReplicaAction {

        /** Checks the range. */
        public Stop {
            if (graceNanos < 0) {
                throw new IllegalArgumentException("grace must not be negative");
            }
        }

        @Override
        public String label() {
            return "stop";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }

        @Override
        public String effect() {
            return "SIGTERM, then SIGKILL: a server that handles it may close its connections with a Close frame, any other"
                    + " leaves a FIN; nobody listens until it is started again";
        }
    }

    /**
     * Told to end, killed if it has not within the grace, and started again at once.
     *
     * @param graceNanos how long it has, 0 or more
     */
    record Restart(long graceNanos) implements ReplicaAction {

        /** Checks the range. */
        public Restart {
            if (graceNanos < 0) {
                throw new IllegalArgumentException("grace must not be negative");
            }
        }

        @Override
        public String label() {
            return "restart";
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }

        @Override
        public String effect() {
            return "stopped (SIGTERM, then SIGKILL) and started again at once: connections end with a Close frame or a FIN,"
                    + " and new ones are refused until it is ready again";
        }
    }

    /**
     * Taken off its network, and put back with the addresses and aliases it had.
     *
     * @param network the network's name; empty for all that it is on
     */
    record Disconnect(Optional<String> network) implements ReplicaAction {
        @Override
        public String label() {
            return "disconnect";
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
        public FaultSign sign() {
            return FaultSign.CUT;
        }

        @Override
        public String effect() {
            return "the container's interface is gone: no FIN and no RST, nothing is acknowledged, new connections find no"
                    + " route; back with its old address, connections that both sides still hold go on";
        }
    }

    /**
     * Given less than it had, and what it had at the end.
     *
     * @param cpus processors' time a second, such as 0.2
     * @param memoryBytes the most memory, swap included
     * @param pids the most processes and threads
     */
    record Squeeze(OptionalDouble cpus, OptionalLong memoryBytes, OptionalInt pids) implements ReplicaAction {

        /** Checks that there is something to squeeze. */
        public Squeeze {
            if (cpus.isEmpty() && memoryBytes.isEmpty() && pids.isEmpty()) {
                throw new IllegalArgumentException("squeeze needs at least one of cpus, memory and pids");
            }
        }

        @Override
        public String label() {
            return "squeeze";
        }

        @Override
        public boolean disables() {
            return false;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.SLOW;
        }

        @Override
        public String effect() {
            return "limits of the container are lowered and restored: too little CPU makes it late, too little memory gets it"
                    + " killed, too few pids make it unable to start threads";
        }
    }

    /** Its memory limit follows what it uses, downwards, until the kernel kills it; limit restored and started again at the end. */
    record OutOfMemory() implements ReplicaAction {
        @Override
        public String label() {
            return "oom";
        }

        @Override
        public boolean disables() {
            return true;
        }

        /** {@inheritDoc} It takes a while until the kernel kills, and whoever comes until then is lost with the others. */
        @Override
        public boolean hitsArrivals() {
            return true;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }

        @Override
        public String effect() {
            return "the memory limit follows what it uses until the kernel's OOM killer sends SIGKILL: a FIN without a Close"
                    + " frame, and nothing in its log";
        }
    }

    /**
     * Killed, started, and killed again as soon as it has been up for a while, until the end.
     *
     * @param upNanos how long it is up each time, more than 0
     */
    record CrashLoop(long upNanos) implements ReplicaAction {

        /** Checks the range. */
        public CrashLoop {
            if (upNanos <= 0) {
                throw new IllegalArgumentException("up must be longer than 0");
            }
        }

        @Override
        public String label() {
            return "crash-loop";
        }

        @Override
        public boolean hitsArrivals() {
            return true;
        }

        @Override
        public boolean disables() {
            return true;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.CLOSED;
        }

        @Override
        public String effect() {
            return "SIGKILL again and again, a start after each: clients that come back early are lost again";
        }
    }

    /**
     * A command is run in it, and another at the end.
     *
     * @param command what is run, its words
     * @param undo what is run at the end, its words; none if there is nothing to undo
     */
    record Exec(List<String> command, List<String> undo) implements ReplicaAction {

        /** Copies. */
        public Exec {
            command = List.copyOf(command);
            undo = List.copyOf(undo);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("exec needs a command");
            }
        }

        @Override
        public String label() {
            return "exec";
        }

        @Override
        public boolean disables() {
            return false;
        }

        @Override
        public FaultSign sign() {
            return FaultSign.OTHER;
        }

        @Override
        public String effect() {
            return "a command is run in the container: " + String.join(" ", command);
        }
    }
}
