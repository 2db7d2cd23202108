package dev.flatline.core.connection;

import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.time.Timers;
import java.util.random.RandomGenerator;

/**
 * What one client is made of.
 *
 * @param number its place in the fleet
 * @param plan how it behaves
 * @param timers its thread's clock
 * @param transport its way to the network
 * @param random drawn from for this client alone
 * @param events who is told what happens to it
 */
record Client(
        int number,
        ClientPlan plan,
        Timers timers,
        Transport transport,
        RandomGenerator random,
        ConnectionEvents events) {}
