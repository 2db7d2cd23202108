package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/**
 * The limits of a machine that a run can meet. What could not be found out, or is not there, is empty.
 *
 * @param descriptors files and sockets that may be open
 * @param ports what outgoing connections leave from
 * @param queues where connections wait for a server here
 * @param conntrack the firewall's table of connections
 * @param memory what is free, and what bounds it
 * @param processors what may run at a time
 * @param root whether this process has the rights of root
 */
public record Machine(
        Descriptors descriptors,
        Ports ports,
        Queues queues,
        Conntrack conntrack,
        Memory memory,
        Processors processors,
        boolean root) {

    /** A machine of which nothing is known but its processors: no {@code /proc}, or one that says nothing. */
    public static Machine unknown(int cores) {
        OptionalLong none = OptionalLong.empty();
        return new Machine(
                new Descriptors(none, none, none, none, none, none),
                new Ports(none, none, none, none, none),
                new Queues(none, none),
                new Conntrack(none, none),
                new Memory(none, none, none, none, none, none),
                new Processors(cores, none, none, none),
                false);
    }

    /** The same with other limits on descriptors. */
    public Machine with(Descriptors other) {
        return new Machine(other, ports, queues, conntrack, memory, processors, root);
    }

    /** The same with other ports. */
    public Machine with(Ports other) {
        return new Machine(descriptors, other, queues, conntrack, memory, processors, root);
    }

    /** The same with another table of connections. */
    public Machine with(Conntrack other) {
        return new Machine(descriptors, ports, queues, other, memory, processors, root);
    }

    /** The same with other memory. */
    public Machine with(Memory other) {
        return new Machine(descriptors, ports, queues, conntrack, other, processors, root);
    }

    /** The same with other processors. */
    public Machine with(Processors other) {
        return new Machine(descriptors, ports, queues, conntrack, memory, other, root);
    }

    /** The same for root, or for somebody else. */
    public Machine asRoot(boolean yes) {
        return new Machine(descriptors, ports, queues, conntrack, memory, processors, yes);
    }

    /**
     * Files and sockets that may be open.
     *
     * @param soft how many this process may have
     * @param hard how far {@code ulimit -n} can raise that without privileges
     * @param used how many it has
     * @param ceiling how far root can raise it ({@code fs.nr_open})
     * @param systemMost how many all processes together may have ({@code fs.file-max})
     * @param systemUsed how many they have
     */
    public record Descriptors(
            OptionalLong soft,
            OptionalLong hard,
            OptionalLong used,
            OptionalLong ceiling,
            OptionalLong systemMost,
            OptionalLong systemUsed) {

        /** How many a run may still take in a process as this one. */
        public OptionalLong free() {
            return left(soft, used);
        }

        /** How many all processes may still take. */
        public OptionalLong systemFree() {
            return left(systemMost, systemUsed);
        }
    }

    /**
     * What outgoing connections leave from.
     *
     * @param first first local port that the kernel gives out
     * @param last last one
     * @param timeWait sockets in TIME_WAIT: each keeps a port for a minute
     * @param timeWaitReuse {@code net.ipv4.tcp_tw_reuse}: 0 never, 1 always, 2 on loopback
     * @param sockets TCP sockets in use
     */
    public record Ports(
            OptionalLong first,
            OptionalLong last,
            OptionalLong timeWait,
            OptionalLong timeWaitReuse,
            OptionalLong sockets) {

        /** How many the kernel gives out from one address to one destination. */
        public OptionalLong count() {
            return first.isPresent() && last.isPresent()
                    ? OptionalLong.of(Math.max(0, last.getAsLong() - first.getAsLong() + 1))
                    : OptionalLong.empty();
        }
    }

    /**
     * Where connections wait for a server here.
     *
     * @param accept the longest queue of established ones ({@code net.core.somaxconn})
     * @param syn the longest queue of half-open ones ({@code net.ipv4.tcp_max_syn_backlog})
     */
    public record Queues(OptionalLong accept, OptionalLong syn) {}

    /**
     * The firewall's table of connections; without that module it is not there and limits nothing.
     *
     * @param most how many it holds
     * @param used how many it has, those that ended a while ago included
     */
    public record Conntrack(OptionalLong most, OptionalLong used) {

        /** How many more it holds. */
        public OptionalLong free() {
            return left(most, used);
        }
    }

    /**
     * What is free, and what bounds it.
     *
     * @param available memory that the machine could give
     * @param groupMost the least {@code memory.max} of the control groups of this process
     * @param groupUsed what that group uses, without what the kernel could drop
     * @param heap the largest heap of this process
     * @param tcpMost memory of all TCP sockets' buffers, beyond which the kernel drops ({@code net.ipv4.tcp_mem}, in bytes)
     * @param tcpUsed what they use
     */
    public record Memory(
            OptionalLong available,
            OptionalLong groupMost,
            OptionalLong groupUsed,
            OptionalLong heap,
            OptionalLong tcpMost,
            OptionalLong tcpUsed) {

        /** What a run may still take: of the machine, or of the group if that is less. */
        public OptionalLong free() {
            OptionalLong group = left(groupMost, groupUsed);
            return group.isPresent() && group.getAsLong() < available.orElse(Long.MAX_VALUE) ? group : available;
        }

        /** Whether the control group bounds it rather than the machine. */
        public boolean boundByGroup() {
            return groupMost.isPresent() && !free().equals(available);
        }
    }

    /**
     * What may run at a time.
     *
     * @param cores processors this process may use
     * @param groupThousandths thousandths of a core that its control groups allow ({@code cpu.max})
     * @param tasksMost threads that its control groups allow ({@code pids.max})
     * @param tasksUsed threads they have
     */
    public record Processors(int cores, OptionalLong groupThousandths, OptionalLong tasksMost, OptionalLong tasksUsed) {

        /** Whether the control group allows less than the cores could do. */
        public boolean boundByGroup() {
            return groupThousandths.orElse(Long.MAX_VALUE) < cores * 1_000L;
        }

        /** How many threads may still be started. */
        public OptionalLong tasksFree() {
            return left(tasksMost, tasksUsed);
        }
    }

    private static OptionalLong left(OptionalLong most, OptionalLong used) {
        return most.isPresent()
                ? OptionalLong.of(Math.max(0, most.getAsLong() - used.orElse(0)))
                : OptionalLong.empty();
    }
}
