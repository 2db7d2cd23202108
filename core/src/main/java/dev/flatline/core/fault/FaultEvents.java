package dev.flatline.core.fault;

/**
 * What the faults did, told before it is felt: the ground truth that detection is measured against. Instants are
 * nanoseconds of the run's clock.
 */
public interface FaultEvents {

    /** A fault is in force from now on. */
    void faultBegan(ScheduledFault fault, long nowNanos);

    /**
     * A fault hits a connection.
     *
     * @param client the client whose connection it is, or -1 when nobody knows
     * @param connection the number of the connection where the fault is done
     */
    void faultHit(ScheduledFault fault, int client, long connection, long nowNanos);

    /**
     * A client that a fault has hit has gone where the fault is not, such as to another server: its connections from now on are
     * like any other's. If it goes back, the fault hits it again.
     */
    void faultEscaped(ScheduledFault fault, int client, long nowNanos);

    /** A fault is over; what it held is delivered after this call. */
    void faultEnded(ScheduledFault fault, long nowNanos);
}
