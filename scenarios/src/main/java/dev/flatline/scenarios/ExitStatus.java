package dev.flatline.scenarios;

/** How the program ends: the contract with shells and build servers. */
public enum ExitStatus {
    /** Every objective that could be observed was met; or the command did what it was asked for. */
    OBJECTIVES_MET(0),
    /** A bug of ours. */
    INTERNAL(1),
    /** The command line or the scenario is wrong. */
    USAGE(2),
    /** This machine cannot hold the run. */
    MACHINE(3),
    /** The target cannot be reached. */
    UNREACHABLE(4),
    /** The generator was the bottleneck, or a fault could not be done: the numbers say nothing. */
    INVALID(5),
    /** At least one objective was missed. */
    MISSED(99),
    /** The run was interrupted; what ran was reported. */
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The exit code of the process. */
    public int code() {
        return code;
    }
}
