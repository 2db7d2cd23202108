package dev.flatline.core.fault.line;

import java.util.random.RandomGenerator;

/** The losses of one line, in the order in which its segments are sent. Not thread-safe. */
@FunctionalInterface
public interface LossProcess {

    /** Whether the next segment is lost. */
    boolean loses(RandomGenerator random);
}
