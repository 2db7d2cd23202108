package dev.flatline.chaos;

import dev.flatline.core.time.Timers;

/** One event loop on which faults are done, as {@link FaultControl} sees it. Confined to that loop. */
interface FaultLoop {

    Timers timers();

    /** A toxic is in force from now on: hits the connections that stand, and new ones. */
    void begin(Applied applied);

    /** A new version of a toxic. */
    void update(Applied former, Applied next);

    /** A toxic hits no further connection; those it has hit still suffer it until {@link #release}. */
    void forget(Applied applied);

    /** Undoes what a toxic did: what it held goes out. */
    void release(Applied applied);

    /** Closes every connection. */
    void close();
}
