package dev.flatline.core.fault.line;

/** Which segments are lost: immutable data, from which each line gets a {@link LossProcess} with fresh state. */
public interface LossModel {

    /** The losses of a new line. */
    LossProcess process();
}
