package dev.flatline.scenarios.doctor;

import dev.flatline.scenarios.doctor.Machine.Memory;
import dev.flatline.scenarios.doctor.Machine.Ports;
import dev.flatline.scenarios.doctor.Machine.Processors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The limits of a machine as a table: what each is, what of it is used, and what it bounds. */
final class LimitRows {

    private static final double THOUSANDTHS = 1_000;
    private static final int ON_LOOPBACK = 2;

    private final List<String> rows = new ArrayList<>();

    private LimitRows() {}

    static List<String> of(Machine machine) {
        LimitRows table = new LimitRows();
        table.row("limit", "now", "in use", "");
        table.files(machine.descriptors());
        table.ports(machine.ports());
        table.row("accept queue", Sizes.known(machine.queues().accept()), "", "connections that wait for a server");
        table.row("SYN queue", Sizes.known(machine.queues().syn()), "", "those that are half open");
        table.conntrack(machine);
        table.memory(machine.memory());
        table.processors(machine.processors());
        return table.rows;
    }

    private void files(Machine.Descriptors files) {
        row(
                DescriptorLimit.TITLE,
                Sizes.known(files.soft()),
                Sizes.known(files.used()),
                "this process; hard limit " + Sizes.known(files.hard()));
        row("open files of all", Sizes.known(files.systemMost()), Sizes.known(files.systemUsed()), "the whole machine");
    }

    private void ports(Ports ports) {
        String range = ports.count().isPresent()
                ? ports.first().orElse(0) + " to " + ports.last().orElse(0)
                : "range unknown";
        row("local ports", Sizes.known(ports.count()), "", range + ", to one destination");
        row("TCP sockets", "", Sizes.known(ports.sockets()), "");
        row("TIME_WAIT", "", Sizes.known(ports.timeWait()), "each keeps a port; " + reuse(ports.timeWaitReuse()));
    }

    private static String reuse(OptionalLong value) {
        if (value.isEmpty()) {
            return "reuse unknown";
        }
        return value.getAsLong() == 0
                ? "not reused"
                : value.getAsLong() == ON_LOOPBACK ? "reused on loopback" : "reused";
    }

    private void conntrack(Machine machine) {
        if (machine.conntrack().most().isPresent()) {
            row(
                    "conntrack",
                    Sizes.known(machine.conntrack().most()),
                    Sizes.known(machine.conntrack().used()),
                    "the firewall's table of connections");
        } else {
            row("conntrack", "none", "", "not loaded, or unknown");
        }
    }

    private void memory(Memory memory) {
        row("memory", Sizes.knownBytes(memory.available()), "", "available");
        if (memory.groupMost().isPresent()) {
            row(
                    "  memory.max",
                    Sizes.knownBytes(memory.groupMost()),
                    Sizes.knownBytes(memory.groupUsed()),
                    memory.boundByGroup() ? "of the control group, which binds" : "of the control group");
        }
        row("heap", Sizes.knownBytes(memory.heap()), "", "of each process (-Xmx)");
        row("TCP buffers", Sizes.knownBytes(memory.tcpMost()), Sizes.knownBytes(memory.tcpUsed()), "tcp_mem");
    }

    private void processors(Processors processors) {
        row("cores", String.valueOf(processors.cores()), "", "for clients, proxy and server");
        if (processors.boundByGroup()) {
            double allowed = processors.groupThousandths().orElse(0) / THOUSANDTHS;
            row("  cpu.max", String.format(Locale.ROOT, "%.1f", allowed), "", "of the control group, which binds");
        }
        if (processors.tasksMost().isPresent()) {
            row(
                    "threads",
                    Sizes.known(processors.tasksMost()),
                    Sizes.known(processors.tasksUsed()),
                    "pids.max; about " + TaskLimit.EACH + " a process");
        }
    }

    private void row(String name, String now, String used, String meaning) {
        rows.add(String.format(Locale.ROOT, "%-18s%12s%12s  %s", name, now, used, meaning)
                .stripTrailing());
    }
}
