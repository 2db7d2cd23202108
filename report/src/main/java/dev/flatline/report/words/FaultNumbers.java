package dev.flatline.report.words;

import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;

/** The numbers of a fault as people read them, and a dash where it has none to show. */
public final class FaultNumbers {

    /** Stands where a number would mean nothing. */
    public static final String NOTHING = "–";

    private FaultNumbers() {}

    /** Connections that died silently; nothing for a fault that nobody dies of. */
    public static String died(FaultOutcome fault) {
        return silent(fault) ? Units.count(fault.died()) : NOTHING;
    }

    /** Of those, the ones that outlived the fault; likewise. */
    public static String survived(FaultOutcome fault) {
        return silent(fault) ? Units.count(fault.survived()) : NOTHING;
    }

    /**
     * One of the fault's times until a share of its clients was back; nothing while it is in force, and where nobody was
     * away because of it. A client that had not come back when the run was stopped may have come a moment later. Those that were on
     * another server by its end are back at once.
     */
    public static String back(RunResult run, FaultOutcome fault, double millis) {
        boolean ended = fault.nature().sign() == FaultSign.CLOSED && fault.clientsHit() > 0;
        boolean elsewhere = !fault.nature().replicas().isEmpty() && (ended || fault.died() > fault.survived());
        boolean stayed =
                (fault.t100() == 0 && !elsewhere) || (fault.survived() > 0 && fault.survived() >= fault.clientsHit());
        return Double.isNaN(fault.endedSeconds()) || Double.isNaN(millis) || stayed ? NOTHING : back(run, millis);
    }

    /** A time until clients were back, of whichever fault. */
    public static String back(RunResult run, double millis) {
        boolean cut = run.state() != RunResult.State.COMPLETED;
        return cut && Double.isInfinite(millis) ? "not yet" : Units.duration(millis);
    }

    private static boolean silent(FaultOutcome fault) {
        return fault.nature().sign().isSilent() || fault.label().equals("blackhole") || fault.died() > 0;
    }
}
