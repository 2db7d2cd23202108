package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/** Threads that the control group allows: they bound the processes, not the clients of each. */
final class TaskLimit implements Limit {

    /** Threads of a process: event loops, collector, compilers, and those that wait for signals and files. */
    static final int EACH = 40;

    @Override
    public String title() {
        return "threads";
    }

    @Override
    public OptionalLong clients(Machine machine, Setup setup) {
        OptionalLong free = machine.processors().tasksFree();
        return free.isPresent() && free.getAsLong() < need(setup) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    @Override
    public String shortage(long clients, Machine machine, Setup setup) {
        return setup.processes() + (setup.processes() > 1 ? " processes need " : " process needs ") + need(setup)
                + " threads, and the control group leaves "
                + machine.processors().tasksFree().orElse(0) + ".";
    }

    @Override
    public String remedy(long clients, Machine machine, Setup setup) {
        return Remedies.groupTasks(
                need(setup) + machine.processors().tasksUsed().orElse(0));
    }

    private static long need(Setup setup) {
        return (long) setup.processes() * EACH;
    }
}
