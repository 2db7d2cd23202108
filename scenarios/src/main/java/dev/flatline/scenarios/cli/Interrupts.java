package dev.flatline.scenarios.cli;

/** Ctrl-C and SIGTERM, and SIGHUP. */
public interface Interrupts {

    /** Calls the handler at every one, on a thread of its own, until what is returned is run. */
    Runnable onInterrupt(Runnable handler);

    /** Calls the handler at every SIGHUP, likewise. */
    Runnable onHangUp(Runnable handler);

    /** Ends the process at once. */
    void exitNow(int code);
}
