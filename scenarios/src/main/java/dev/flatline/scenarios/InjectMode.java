package dev.flatline.scenarios;

/** Where the faults of the network are done. */
public enum InjectMode {
    /** In a proxy between clients and server: nobody on either side can tell it from a network. */
    PROXY,
    /** In the clients' own way to the network: no hop, and one socket a client. */
    CLIENT
}
