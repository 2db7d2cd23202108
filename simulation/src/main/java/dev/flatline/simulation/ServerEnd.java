package dev.flatline.simulation;

/** What connections end at. */
interface ServerEnd {

    /** Something arrived from a client. */
    void receive(SimulatedConnection connection, Frame frame);
}
